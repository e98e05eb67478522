/** Imports many letters into the archive named on the command line, and says what is safe after each commit. */
import { writeSync } from 'node:fs';
import { openArchive } from '../../src/measure/archive/archive.ts';
import { manyLetters } from './many-letters.ts';

const archive = await openArchive(process.argv[2]!);
writeSync(1, 'open\n');
await archive.importSource(manyLetters(), {
  origin: '/letters',
  onProgress: ({ done }) => {
    writeSync(1, `${done}\n`);
  },
});
writeSync(1, 'linked\n');
await archive.close();
