#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
if (!existsSync(built)) {
  process.stderr.write(
    'equipo is not built yet; nothing was read or changed; run `npm run build` and try again.\n',
  );
  process.exit(2);
}
const { main } = await import(built);
process.exitCode = await main(process.argv.slice(2));
