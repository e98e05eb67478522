/**
 * Someone leaves: everything the archive holds of them goes, and stays away. Acts of theirs, turns to them,
 * accounts, places in charts and corrections are deleted; of each account a keyed hash remains, by which a later
 * import of the same source is kept from bringing them back. What others did remains, without them: a letter to
 * three people becomes a letter to two, and a letter to nobody else an act without recipient.
 */
import { RefusalError } from '../../base/result.ts';
import { erasedHashSql } from './account-register.ts';
import type { Engine } from './engine.ts';
import type { KeyedHash } from './keyed-hash.ts';
import { linkAnswers, markUnlinked } from './link-answers.ts';
import { readPeople } from './read-people.ts';
import { markForRewriting } from './rewrite-file.ts';

export interface ErasureSummary {
  readonly accounts: number;
  readonly acts: number;
  readonly interactions: number;
}

const listed = (values: readonly (string | number)[]) =>
  values
    .map((value) => (typeof value === 'number' ? `${value}` : `'${value.replaceAll("'", "''")}'`))
    .join(', ');

/** Deletes a person's traces. The file must be rewritten afterwards, or their bytes would lie in its free space. */
export const erasePerson = async (
  engine: Engine,
  hash: KeyedHash,
  personId: string,
): Promise<ErasureSummary> => {
  const { people } = await readPeople(engine);
  const person = people.find(({ id }) => id === personId);
  if (person === undefined) throw new RefusalError('person-unknown', { said: personId });
  const ids = listed(person.accounts.map(({ id }) => id));
  const keys = listed(person.accounts.map(({ key }) => key));
  const erased = await engine.transaction(async () => {
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE gone_act AS SELECT id AS act FROM act WHERE account IN (${ids});
      CREATE OR REPLACE TEMP TABLE emptied AS
      SELECT DISTINCT act FROM trace
      WHERE ("from" IN (${ids}) OR "to" IN (${ids})) AND act NOT IN (SELECT act FROM gone_act);
    `);
    const acts = (await engine.number('SELECT count(*) FROM gone_act'))!;
    const gone = `act IN (SELECT act FROM gone_act) OR "from" IN (${ids}) OR "to" IN (${ids})`;
    const interactions = (await engine.number(`SELECT count("to") FROM trace WHERE ${gone}`))!;
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE left_bare AS
      SELECT a.id AS act, a.source, a.time, a.account, a.kind, any_value(t.context) AS context
      FROM emptied AS e JOIN act AS a ON a.id = e.act JOIN trace AS t ON t.act = a.id
      GROUP BY ALL
      HAVING bool_and(t."from" IN (${ids}) OR coalesce(t."to" IN (${ids}), FALSE));

      DELETE FROM trace WHERE ${gone};
      INSERT INTO trace SELECT act, source, time, account, NULL, kind, NULL, context, FALSE FROM left_bare;

      INSERT INTO erased_account SELECT ${erasedHashSql(hash, 'key')} FROM account WHERE id IN (${ids});
      INSERT INTO erasure VALUES (${acts}, ${interactions});

      DELETE FROM answer_candidate WHERE act IN (SELECT act FROM gone_act);
      -- that a file moved or ended stays known, so that the others' work is read rightly; by whom does not
      DELETE FROM path_change WHERE act IN (SELECT act FROM gone_act) AND status NOT IN (2, 3);
      DELETE FROM act WHERE account IN (${ids});
      DELETE FROM chart_position WHERE account IN (${ids});
      UPDATE chart_position SET manager = NULL WHERE manager IN (${ids});
      DELETE FROM correction WHERE list_has_any(accounts, [${keys}]) OR list_has_any(apart_from, [${keys}]);
      DELETE FROM account WHERE id IN (${ids});
      UPDATE account SET maps_to = NULL WHERE maps_to IN (${keys});

      DROP TABLE gone_act; DROP TABLE emptied; DROP TABLE left_bare;
    `);
    await markUnlinked(engine);
    await markForRewriting(engine);
    return { accounts: person.accounts.length, acts, interactions };
  });
  await linkAnswers(engine);
  return erased;
};
