import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from './measure-organisation.ts';
import { productVersion } from './product-version.ts';

/** What a measurement showed, kept so that it is there at once the next time. */
export type MeasuredDocument = Pick<Measured, 'published' | 'communityNames'>;

/** Documents by organisation, each for one state of its archive only. Everything in them may leave the machine. */
export interface MeasuredDocuments {
  read(id: string, state: string): MeasuredDocument | null;
  /** Best effort: a full disk costs a measurement later, never this one. */
  write(id: string, state: string, document: MeasuredDocument): void;
  forget(id: string): void;
}

export const openMeasuredDocuments = (dataFolder: string): MeasuredDocuments => {
  const folder = join(dataFolder, 'measured');
  const fileOf = (id: string) => join(folder, `${id}.json`);
  return {
    read(id, state) {
      try {
        const kept = JSON.parse(readFileSync(fileOf(id), 'utf8')) as MeasuredDocument & {
          readonly state: string;
          readonly madeBy: string;
        };
        if (kept.state !== state || kept.madeBy !== productVersion()) return null;
        return { published: kept.published, communityNames: kept.communityNames };
      } catch {
        return null;
      }
    },
    write(id, state, { published, communityNames }) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const unfinished = `${fileOf(id)}.unfinished`;
        writeFileSync(
          unfinished,
          JSON.stringify({ state, madeBy: productVersion(), published, communityNames }),
          { mode: 0o600 },
        );
        renameSync(unfinished, fileOf(id));
      } catch {
        rmSync(`${fileOf(id)}.unfinished`, { force: true });
      }
    },
    forget: (id) => rmSync(fileOf(id), { force: true }),
  };
};
