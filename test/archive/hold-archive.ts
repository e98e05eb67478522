/** Opens the archive named on the command line, says so, and holds it until killed. */
import { openArchive } from '../../src/measure/archive/archive.ts';

await openArchive(process.argv[2]!);
process.stdout.write('open\n');
setInterval(() => undefined, 1_000_000);
