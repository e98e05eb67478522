import type { Assessment } from '../measure/assessment.ts';
import { communityLetter } from '../measure/community-letter.ts';
import { fewestPeople } from '../measure/network/fewest-people.ts';

/**
 * Names communities after the chart's unit where more than half of their people are, at least five of them.
 * A unit that would name two communities names neither: the letter says more.
 *
 * @param units names of the units that the alluvial table counts
 * @returns names by letter
 */
export const nameCommunities = (
  assessment: Pick<Assessment, 'measures'>,
  units: readonly string[],
): Readonly<Record<string, string>> => {
  const alluvial = assessment.measures['formal-lived-overlap']?.tables.alluvial;
  if (alluvial === undefined) return {};
  const column = (name: string) => (alluvial[name] ?? []).map(Number);
  const [unit, community, people] = [column('unit'), column('community'), column('people')];
  const size = new Map<number, number>();
  for (const [row, c] of community.entries()) size.set(c, (size.get(c) ?? 0) + people[row]!);
  const named = community.flatMap((c, row) =>
    people[row]! >= fewestPeople && people[row]! > size.get(c)! / 2
      ? [{ letter: communityLetter(c), name: units[unit[row]!] ?? '' }]
      : [],
  );
  const isTwice = (name: string) => named.filter((each) => each.name === name).length > 1;
  return Object.fromEntries(named.flatMap(({ letter, name }) => (isTwice(name) ? [] : [[letter, name]])));
};
