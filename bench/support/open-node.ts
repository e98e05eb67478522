/** Opens a node in a process of its own and says how much memory it takes, in bytes: `open-node.ts FOLDER`. */
import { PracticeNode } from '../../src/app/practice/node.ts';

const node = await PracticeNode.open(process.argv[2] ?? '');
const events = node.list().reduce((sum, { community }) => sum + node.status(community).events, 0);
globalThis.gc?.();
// What threads and files of the start took is given back by then.
await new Promise((resolve) => setTimeout(resolve, 4_000));
globalThis.gc?.();
process.stdout.write(`${JSON.stringify({ events, bytes: process.memoryUsage().rss })}\n`);
await node.close();
