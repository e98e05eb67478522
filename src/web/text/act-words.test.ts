import { expect, it } from 'vitest';
import { eventTable } from '../../practice/governance/event-table.ts';
import { actWords } from './act-words.ts';

it('says every type of act there is in both languages', () => {
  const unsaid = [...eventTable.keys()].filter(
    (type) => actWords(type, true) === actWords(type, false) || actWords(type, false).includes(type),
  );
  expect(unsaid).toEqual([]);
  expect(actWords('tree-planted', false)).toBe('tree planted');
});
