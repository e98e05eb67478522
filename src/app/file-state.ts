import { statSync } from 'node:fs';

/**
 * Tells one state of an archive's file from another without reading it. What a killed import committed last may
 * stand in the log beside the file only.
 */
export const stateOfFile = (path: string): string => {
  const { size, mtimeMs } = statSync(path);
  const log = statSync(`${path}.wal`, { throwIfNoEntry: false });
  return log === undefined ? `${size} ${mtimeMs}` : `${size} ${mtimeMs} ${log.size} ${log.mtimeMs}`;
};
