/** NDJSON, one object a line, and a file that is one array of objects. Nested fields are named `user.login`. */
import { RefusalError } from '../../../base/result.ts';
import type { Diagnostic } from '../source.ts';
import { type ReadableTable, sampleRows } from './readable-table.ts';
import { sqlText } from './sql-text.ts';
import { compressionOf, type Encoding, isWholeGzip, mendTable, type Packing } from './table-bytes.ts';
import type { TableEngine } from './table-engine.ts';
import { isWholeZstd } from './zstd-frames.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a text begins as a line of NDJSON or as an array of objects. */
export const jsonShape = (text: string): 'lines' | 'array' | null => {
  const start = text.trimStart();
  if (/^\[\s*\{/.test(start)) return 'array';
  if (!start.startsWith('{')) return null;
  const end = start.search(/[\r\n]/);
  try {
    return isObject(JSON.parse(end < 0 ? start : start.slice(0, end)) as Json) ? 'lines' : null;
  } catch {
    // A first line that is cut, or longer than what was looked at.
    return /^\{\s*"/.test(start) ? 'lines' : null;
  }
};

interface Field {
  readonly name: string;
  readonly path: readonly string[];
}

/** Fields of objects and of the objects in them, in order of first appearance. */
const fieldsOf = (objects: readonly Json[]): Field[] => {
  const found = new Map<string, Field>();
  const visit = (value: Json, path: readonly string[]) => {
    if (!isObject(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      const inside = [...path, key];
      if (isObject(inner) && inside.length < 4) visit(inner, inside);
      else if (!found.has(inside.join('.')))
        found.set(inside.join('.'), { name: inside.join('.'), path: inside });
    }
  };
  for (const object of objects) visit(object, []);
  return [...found.values()];
};

const cellOf = (object: Json, path: readonly string[]): string => {
  let value: Json | undefined = object;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(String).join(';');
  return typeof value === 'object' ? '' : String(value);
};

const sqlPath = (path: readonly string[]): string =>
  sqlText(`$${path.map((key) => `.${JSON.stringify(key)}`).join('')}`);

const relationOf = (path: string, packing: Packing, shape: 'lines' | 'array'): string => {
  const format = shape === 'lines' ? `'newline_delimited', ignore_errors = true` : `'array'`;
  return `(SELECT row_number() OVER () AS row_number, json
    FROM read_json_objects(${sqlText(path)}, format = ${format}, compression = '${compressionOf[packing]}'))`;
};

/** @throws RefusalError `table-unreadable` where it is no JSON the engine can read */
export const readJson = async (
  engine: TableEngine,
  path: string,
  packing: Packing,
  encoding: Encoding,
  shape: 'lines' | 'array',
): Promise<ReadableTable> => {
  const notes: Diagnostic[] = [];
  let release = () => {};
  let relation = relationOf(path, packing, shape);
  const count = async () => {
    try {
      const [row] = await engine.rows(
        `SELECT count(*), count(*) FILTER (json IS NULL), min(row_number) FILTER (json IS NULL) FROM ${relation}`,
      );
      return { rows: Number(row?.[0]), unreadable: Number(row?.[1]), first: Number(row?.[2]) };
    } catch {
      return null;
    }
  };
  const isReadable = encoding === 'utf-8' && (packing !== 'gzip' || (await isWholeGzip(path)));
  let counted = isReadable ? await count() : null;
  if ((counted === null || counted.unreadable > 0) && packing !== 'zstd') {
    const mended = await mendTable(path, packing, encoding, false);
    release = mended.release;
    relation = relationOf(mended.path, 'none', shape);
    counted = await count();
    if (mended.reencoded.count > 0) {
      const { first, count } = mended.reencoded;
      notes.push({ code: 'table-not-utf8', place: `line ${first}`, count });
    }
    if (mended.isCutShort) notes.push({ code: 'table-cut-short', place: 'end', count: 1 });
  }
  if (counted === null) {
    release();
    throw new RefusalError('table-unreadable', { path });
  }
  if (packing === 'zstd' && !(await isWholeZstd(path))) {
    notes.push({ code: 'table-cut-short', place: 'end', count: 1 });
  }
  if (counted.unreadable > 0) {
    notes.push({ code: 'table-line-unreadable', place: `line ${counted.first}`, count: counted.unreadable });
  }
  const whole = `(SELECT * FROM ${relation} WHERE json IS NOT NULL)`;
  const objects = (await engine.rows(`SELECT json::VARCHAR FROM ${whole} LIMIT ${sampleRows}`)).flatMap(
    ([text]) => {
      const value = JSON.parse(String(text)) as Json;
      return isObject(value) ? [value] : [];
    },
  );
  const fields = fieldsOf(objects);
  const pathOf = (column: number) => sqlPath(fields[column]!.path);
  return {
    names: fields.map(({ name }) => name),
    width: fields.length,
    sample: objects.map((object) => fields.map(({ path: inside }) => cellOf(object, inside))),
    relation: whole,
    unnumbered: whole,
    rows: counted.rows - counted.unreadable,
    text: (column) => `(json->>${pathOf(column)})`,
    list: (column) =>
      `CASE WHEN json_type(json, ${pathOf(column)}) = 'ARRAY'
         THEN list_transform(json_extract(json, ${pathOf(column)})::JSON[], lambda each: each->>'$')
         ELSE [json->>${pathOf(column)}] END`,
    mayHaveDecimalComma: false,
    notes,
    release,
  };
};
