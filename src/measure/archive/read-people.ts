/** Accounts and corrections of an archive, resolved into people. */
import type { Account } from '../people/person.ts';
import { type People, resolvePeople } from '../people/resolve-people.ts';
import { readCorrections } from './corrections.ts';
import type { Engine } from './engine.ts';

const readAccounts = async (engine: Engine): Promise<Account[]> => {
  const text = (value: unknown) => (value === null ? null : String(value));
  const rows = await engine.rows('SELECT id, key, name, address, login, is_bot, maps_to FROM account');
  return rows.map(([id, key, name, address, login, isBot, mapsTo]) => ({
    id: Number(id),
    key: String(key),
    name: text(name),
    address: text(address),
    login: text(login),
    isBot: isBot === true,
    mapsTo: text(mapsTo),
  }));
};

export const readPeople = async (engine: Engine): Promise<People> => {
  const corrections = await readCorrections(engine);
  return resolvePeople(
    await readAccounts(engine),
    corrections.flatMap(({ isUndone, correction }) => (isUndone ? [] : [correction])),
  );
};
