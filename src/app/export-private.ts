import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RefusalError } from '../base/result.ts';
import { openArchive } from '../measure/archive/archive.ts';
import { writeInteractions } from '../measure/archive/write-interactions.ts';
import { fewestPeople } from '../measure/network/fewest-people.ts';
import { View } from '../measure/network/view.ts';
import { writeEdgeCsv } from './exports/edge-csv.ts';
import type { ExportedNetwork } from './exports/exported-network.ts';
import { writeGephiLiteJson } from './exports/gephi-lite-json.ts';
import { writeGexf } from './exports/gexf.ts';
import { writeGraphml } from './exports/graphml.ts';
import { writePajek } from './exports/pajek.ts';
import { writeUcinet } from './exports/ucinet.ts';
import { refusalOfWriteError } from './write-report.ts';

interface NetworkFormat {
  readonly id: string;
  readonly file: string;
  readonly write: (network: ExportedNetwork) => string;
}

/** Every format of the network itself. */
export const networkFormats: readonly NetworkFormat[] = [
  { id: 'gexf', file: 'network.gexf', write: writeGexf },
  { id: 'graphml', file: 'network.graphml', write: writeGraphml },
  { id: 'pajek', file: 'network.net', write: writePajek },
  { id: 'ucinet', file: 'network.dl', write: writeUcinet },
  { id: 'csv', file: 'network-edges.csv', write: writeEdgeCsv },
  { id: 'gephi-lite', file: 'network.gephi-lite.json', write: writeGephiLiteJson },
];

export interface PrivateExportRequest {
  readonly archivePath: string;
  readonly folder: string;
  /** Ids of `networkFormats`, and `parquet` for the interactions. */
  readonly formats: readonly string[];
  readonly showsNames: boolean;
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  readonly seed: number;
}

export interface PrivateExport {
  readonly folder: string;
  readonly files: readonly string[];
  readonly people: number;
  readonly arcs: number;
  readonly interactions: number;
  readonly isNamed: boolean;
}

/**
 * Writes the lived network and the interactions, a row a person and a row a tie. Never safe to share: whoever
 * knows a few ties can find the people. Pseudonyms come from a key made for this export and forgotten after it,
 * so two exports cannot be joined.
 */
export const exportPrivate = async (request: PrivateExportRequest): Promise<PrivateExport> => {
  const archive = await openArchive(request.archivePath, { readOnly: true });
  try {
    const { events, people } = await archive.readEvents({
      ...(request.fromMs === null ? {} : { from: request.fromMs }),
      ...(request.untilMs === null ? {} : { until: request.untilMs }),
    });
    const view = new View(events, { seed: request.seed });
    const arcs = view.arcs();
    if (arcs.out.targets.length === 0) throw new RefusalError('interactions-none');
    if (view.nodeCount < fewestPeople) {
      throw new RefusalError('too-few-people', { people: view.nodeCount, fewest: fewestPeople });
    }
    const words = await archive.pseudonyms(people, 'fresh');
    const labels = people.map(
      (person) => (request.showsNames ? (person.name ?? person.id) : null) ?? words.get(person.id) ?? '',
    );
    const { membership } = view.foundPartition();
    const network: ExportedNetwork = {
      // Node ids are numbers of this file alone; labels may repeat where two people share a name.
      nodes: Array.from(view.persons, (person, node) => ({
        id: `n${node + 1}`,
        label: labels[person]!,
        attributes: { community: membership[node]! + 1 },
      })),
      arcs,
      isDirected: view.directedKinds().length > 0,
    };
    const chosen = networkFormats.filter(({ id }) => request.formats.includes(id));
    const files: string[] = [];
    try {
      mkdirSync(request.folder, { recursive: true });
      for (const { file, write } of chosen) {
        const path = join(request.folder, file);
        writeFileSync(`${path}.unfinished`, write(network));
        renameSync(`${path}.unfinished`, path);
        files.push(file);
      }
    } catch (error) {
      throw refusalOfWriteError(error, request.folder);
    }
    if (request.formats.includes('parquet')) {
      const path = join(request.folder, 'interactions.parquet');
      await writeInteractions(`${path}.unfinished`, events, labels);
      renameSync(`${path}.unfinished`, path);
      files.push('interactions.parquet');
    }
    return {
      folder: request.folder,
      files,
      people: view.nodeCount,
      arcs: arcs.out.targets.length,
      interactions: events.from.length,
      isNamed: request.showsNames,
    };
  } finally {
    await archive.close();
  }
};
