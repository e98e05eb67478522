/** What a scenario file says, checked key by key: an unknown one is refused with the nearest known. */
import { RefusalError } from '../base/result.ts';
import { type BridgeKind, bridgeKinds, type Change } from './designs/changes.ts';
import type { Decider } from './designs/design.ts';
import { leastPeople, mostPeople, templates } from './designs/templates.ts';

export type BaseText =
  | { readonly kind: 'template'; readonly template: string; readonly people: number }
  | { readonly kind: 'archive'; readonly archive: string; readonly atLeast: number }
  | { readonly kind: 'sample'; readonly sample: string; readonly atLeast: number };

/** A change as said: people of a measured base by name. */
export type SaidChange =
  | Exclude<Change, { readonly change: 'connect' }>
  | { readonly change: 'connect'; readonly between: readonly (readonly [string, string])[] };

export interface SaidDesign {
  readonly name: string;
  readonly base: BaseText;
  readonly changes: readonly SaidChange[];
}

export interface ScenarioFile {
  readonly name: string;
  /** The base as it is comes first. */
  readonly designs: readonly SaidDesign[];
  readonly models: {
    /** ξ; `measured` fits it to who turned to whom. */
    readonly reach: number | 'measured';
    /** Of what the base can take, (0, 1). */
    readonly load: number;
    readonly interdependence: number;
    readonly threshold: number;
    readonly passing: number;
  };
  readonly horizon: number;
  readonly seed: number;
  readonly runs: number;
}

type Said = Readonly<Record<string, unknown>>;

/** Fewest edits between two words. O(|a|·|b|). */
const editsBetween = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
};

export const nearestOf = (said: string, known: readonly string[]): string =>
  known.reduce((best, each) => (editsBetween(said, each) < editsBetween(said, best) ? each : best));

const wrong = (place: string, said: unknown, expected: string): RefusalError =>
  new RefusalError('scenario-value-wrong', { place, said: JSON.stringify(said) ?? 'nothing', expected });

const objectAt = (said: unknown, place: string, known: readonly string[]): Said => {
  if (typeof said !== 'object' || said === null || Array.isArray(said)) {
    throw wrong(place, said, `keys ${known.join(', ')}`);
  }
  for (const key of Object.keys(said)) {
    if (!known.includes(key)) {
      throw new RefusalError('scenario-key-unknown', { key, place, nearest: nearestOf(key, known) });
    }
  }
  return said as Said;
};

const numberAt = (said: unknown, place: string, low: number, high: number, isWhole = false): number => {
  if (typeof said !== 'number' || !(said >= low && said <= high) || (isWhole && !Number.isInteger(said))) {
    throw wrong(place, said, `a ${isWhole ? 'whole ' : ''}number from ${low} to ${high}`);
  }
  return said;
};

const wordAt = <T extends string>(said: unknown, place: string, known: readonly T[]): T => {
  const found = known.find((each) => each === said);
  if (found === undefined) throw wrong(place, said, `one of ${known.join(', ')}`);
  return found;
};

const textAt = (said: unknown, place: string): string => {
  if (typeof said !== 'string' || said.trim() === '') throw wrong(place, said, 'a text');
  return said;
};

const pairAt = (said: unknown, place: string): readonly [unknown, unknown] => {
  if (!Array.isArray(said) || said.length !== 2) throw wrong(place, said, 'two of them, as [1, 2]');
  return [said[0], said[1]];
};

const deciders = ['common-boss', 'facilitator', 'consent', 'those-concerned'] as const;
const matters = ['within', 'between', 'all'] as const;
const bridges = Object.keys(bridgeKinds) as BridgeKind[];
const many = 100_000;

const deciderAt = (said: Said, place: string): Decider => {
  const by = wordAt(said.to, `${place}.to`, deciders);
  if (by !== 'consent') return { by };
  return { by, of: numberAt(said.of ?? 3, `${place}.of`, 2, 20, true) };
};

/** How each change is said. */
const changeReaders: Readonly<Record<SaidChange['change'], (said: unknown, place: string) => SaidChange>> = {
  delegate: (said, place) => {
    const own = objectAt(said, place, ['matters', 'to', 'of']);
    return {
      change: 'delegate',
      matters: wordAt(own.matters ?? 'within', `${place}.matters`, matters),
      to: deciderAt(own, place),
    };
  },
  'remove-layer': (said, place) => ({ change: 'remove-layer', layer: numberAt(said, place, 1, 100, true) }),
  'add-bridges': (said, place) => {
    const own = objectAt(said, place, ['kind', 'count']);
    return {
      change: 'add-bridges',
      kind: wordAt(own.kind ?? 'multiscale', `${place}.kind`, bridges),
      count: numberAt(own.count, `${place}.count`, 1, many, true),
    };
  },
  connect: (said, place) => {
    if (!Array.isArray(said)) throw wrong(place, said, 'pairs of people, as [[1, 5], [2, 9]]');
    return {
      change: 'connect',
      between: said.map((pair, k) => {
        const [p, q] = pairAt(pair, `${place}[${k}]`);
        return [String(p), String(q)] as const;
      }),
    };
  },
  'rotate-facilitation': (said, place) => {
    if (said !== true) throw wrong(place, said, 'true');
    return { change: 'rotate-facilitation' };
  },
  merge: (said, place) => {
    const [p, q] = pairAt(said, place);
    return {
      change: 'merge',
      communities: [numberAt(p, place, 1, many, true) - 1, numberAt(q, place, 1, many, true) - 1],
    };
  },
  split: (said, place) => ({ change: 'split', community: numberAt(said, place, 1, many, true) - 1 }),
  form: (said, place) => ({ change: 'form', size: numberAt(said, place, 2, many, true) }),
  'lose-busiest': (said, place) => ({ change: 'lose-busiest', percent: numberAt(said, place, 0, 100) }),
  'lose-random': (said, place) => ({ change: 'lose-random', percent: numberAt(said, place, 0, 100) }),
  load: (said, place) => ({ change: 'load', times: numberAt(said, place, 0.01, 100) }),
  newcomers: (said, place) => ({ change: 'newcomers', count: numberAt(said, place, 1, many, true) }),
};

export const changeKinds = Object.keys(changeReaders) as SaidChange['change'][];

/** One change: an object with one key, its kind. */
export const readChange = (said: unknown, place: string): SaidChange => {
  const own = objectAt(said, place, changeKinds);
  const [kind, ...more] = Object.keys(own) as SaidChange['change'][];
  if (kind === undefined || more.length > 0) throw wrong(place, said, 'one change each');
  return changeReaders[kind](own[kind], `${place}.${kind}`);
};

const readBase = (said: unknown, place: string): BaseText => {
  const own = objectAt(said, place, ['template', 'people', 'archive', 'sample', 'at-least']);
  const atLeast = numberAt(own['at-least'] ?? 1, `${place}.at-least`, 0.001, 1e9);
  if (own.template !== undefined) {
    return {
      kind: 'template',
      template: wordAt(
        own.template,
        `${place}.template`,
        templates.map(({ id }) => id),
      ),
      people: numberAt(own.people ?? 156, `${place}.people`, leastPeople, mostPeople, true),
    };
  }
  if (own.archive !== undefined) {
    return { kind: 'archive', archive: textAt(own.archive, `${place}.archive`), atLeast };
  }
  if (own.sample !== undefined) {
    return { kind: 'sample', sample: textAt(own.sample, `${place}.sample`), atLeast };
  }
  throw new RefusalError('scenario-key-missing', { key: 'template, archive or sample', place });
};

/**
 * Reads what a scenario file holds.
 *
 * @param said the file as plain values
 * @throws RefusalError on an unknown key (with the nearest known), a missing one, or a value that is not taken
 */
export const readScenario = (said: unknown): ScenarioFile => {
  const own = objectAt(said, 'the file', [
    'format',
    'version',
    'name',
    'base',
    'designs',
    'models',
    'horizon',
    'seed',
    'runs',
  ]);
  if (own.format !== 'equipo-scenario') throw wrong('format', own.format, 'equipo-scenario');
  if (own.version !== 1) throw wrong('version', own.version, '1');
  if (own.base === undefined)
    throw new RefusalError('scenario-key-missing', { key: 'base', place: 'the file' });
  const base = readBase(own.base, 'base');
  const listed = own.designs ?? [];
  if (!Array.isArray(listed) || listed.length > 3)
    throw wrong('designs', Array.isArray(listed) ? listed.length : listed, 'a list of up to three');
  const others = listed.map((each: unknown, k): SaidDesign => {
    const place = `designs[${k}]`;
    const design = objectAt(each, place, ['name', 'base', 'changes']);
    const changes = design.changes ?? [];
    if (!Array.isArray(changes)) throw wrong(`${place}.changes`, changes, 'a list of changes');
    return {
      name: textAt(design.name ?? `Design ${k + 1}`, `${place}.name`),
      base: design.base === undefined ? base : readBase(design.base, `${place}.base`),
      changes: changes.map((change: unknown, c) => readChange(change, `${place}.changes[${c}]`)),
    };
  });
  const models = objectAt(own.models ?? {}, 'models', [
    'reach',
    'load',
    'interdependence',
    'threshold',
    'passing',
  ]);
  if (typeof models.load === 'number' && models.load >= 1) {
    throw new RefusalError('scenario-load-saturated', { load: models.load });
  }
  return {
    name: textAt(own.name ?? 'Scenario', 'name'),
    designs: [{ name: 'Today', base, changes: [] }, ...others],
    models: {
      reach:
        models.reach === 'measured' ? 'measured' : numberAt(models.reach ?? 1, 'models.reach', 0.05, 1000),
      load: numberAt(models.load ?? 0.5, 'models.load', 0.01, 0.99),
      interdependence: numberAt(models.interdependence ?? 5, 'models.interdependence', 0, 12, true),
      threshold: numberAt(models.threshold ?? 0.18, 'models.threshold', 0.01, 1),
      passing: numberAt(models.passing ?? 0.5, 'models.passing', 0.01, 1),
    },
    horizon: numberAt(own.horizon ?? 100, 'horizon', 1, 1000, true),
    seed: numberAt(own.seed ?? 1, 'seed', 0, 2 ** 32 - 1, true),
    runs: numberAt(own.runs ?? 30, 'runs', 2, 1000, true),
  };
};
