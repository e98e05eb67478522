/**
 * Opens a node in a process of its own and says how much memory it takes, in bytes: `open-node.mjs FOLDER`. The node is
 * the built one, as people run it; what runs from source also holds the sources and their translation.
 */
import { PracticeNode } from '../../dist/app/practice/node.js';

const node = await PracticeNode.open(process.argv[2] ?? '');
const events = node.list().reduce((sum, { community }) => sum + node.status(community).events, 0);
globalThis.gc?.();
// What threads and files of the start took is given back by then.
await new Promise((resolve) => setTimeout(resolve, 4_000));
globalThis.gc?.();
process.stdout.write(`${JSON.stringify({ events, bytes: process.memoryUsage().rss })}\n`);
await node.close();
