/**
 * The folder of reference data, beside the checkout unless EQUIPO_REFERENCE says where. It does not ship; tests
 * that need it are skipped, with this sentence, where it is absent.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export const referenceFolder = resolve(root, process.env.EQUIPO_REFERENCE ?? '../shared/reference');

export const hasReference = existsSync(referenceFolder);

export const referencePath = (...parts: readonly string[]): string => join(referenceFolder, ...parts);

export const referenceText = (...parts: readonly string[]): string =>
  readFileSync(referencePath(...parts), 'utf8');

if (!hasReference) {
  process.stdout.write(
    `Reference data not found at ${referenceFolder}: tests that read it are skipped; set EQUIPO_REFERENCE to its place.\n`,
  );
}
