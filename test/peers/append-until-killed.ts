/** A process that appends to a Hypercore store until it is killed, and says after each append how long the log is. */
import { deviceKeysOf } from '../../src/practice/peer/device-keys.ts';
import { HypercoreStore } from '../../src/practice/peer/store/hypercore-store.ts';

const keys = deviceKeysOf(Buffer.alloc(32, 7));
const log = {
  community: 'c0'.repeat(32),
  author: Buffer.from(keys.publicKey).toString('hex'),
  epoch: 'e0'.repeat(16),
};
const store = await HypercoreStore.open(process.argv[2]);
let length = await store.length(log);
for (;;) {
  const blocks = Array.from({ length: 1 + (length % 3) }, (_, i) => Buffer.from(`block ${length + i}`));
  length = await store.append(log, keys, blocks);
  process.stdout.write(`${length}\n`);
}
