import { type Challenge, numberOf, silent, silentWithout, silentWithoutNull } from './challenge.ts';
import { percent } from './say-number.ts';

const fewestPeople = 20;

/** A tenth of what a star has: below it no single place in the middle matters to the whole. */
const leastCentralisation = 0.1;

/** Freeman's centralisation of betweenness, above a tenth and above what the same traffic at random would have. */
export const everythingThroughAFew: Challenge = {
  id: 'everything-through-a-few',
  title: 'Everything passes through a few',
  mayMean:
    'Work waits for few people, they carry what others could, and the whole would suffer if they were away.',
  couldAlsoBe:
    'A role made for connecting, such as a help desk or a release manager, or sources that see only those few places.',
  behavioursToTry: [
    'Answer in the open, where others can answer as well.',
    'When asked to pass something on, bring the two people together instead.',
    'Let the connecting role rotate, a few weeks each.',
  ],
  evidence: [
    { measure: 'centralisation', part: null },
    { measure: 'dependence', part: null },
  ],
  experiment: { measure: 'centralisation', part: null, direction: 'down', weeks: 6 },
  judge(measured) {
    const central = numberOf(measured, 'centralisation');
    if (central === null || central.value === null) return silentWithout(central);
    if ((measured.measures.centralisation?.evidence.people ?? 0) < fewestPeople) {
      return silent('under twenty people, a few are simply everybody');
    }
    if (central.null === null || central.null.mean === null || central.null.p === null)
      return silentWithoutNull;
    const lost = numberOf(measured, 'dependence')?.value ?? null;
    return {
      status: 'judged',
      isBeyond: central.value >= leastCentralisation && central.value > central.null.mean,
      p: central.null.p,
      found: `Over the whole span, what passes between people is centred on one place by ${percent(central.value)} (100 % would be a star), against ${percent(central.null.mean)} where the same messages go to people at random${
        lost === null || lost <= 0
          ? ''
          : `; if the 5 % most in between left, ${percent(lost)} more would fall off than if others did`
      }.`,
    };
  },
};
