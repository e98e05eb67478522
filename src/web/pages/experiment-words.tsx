import type { OrganisationData } from '../../app/protocol.ts';
import { formatValue } from '../../kaleidoscope/report/format-value.ts';
import { useWords } from '../text/words.ts';
import type { SeenChallenge } from './seen-challenges.ts';

/** The ready experiment of a challenge: what should move, which way, by when, and what could be told at all. */
export const ExperimentWords = ({
  organisation,
  challenge: { experiment },
}: {
  readonly organisation: OrganisationData;
  readonly challenge: SeenChallenge;
}) => {
  const words = useWords();
  const plain = organisation.catalogue.find(({ id }) => id === experiment.measure);
  const text = plain === undefined ? undefined : words.measure(plain);
  const part = text?.parts.find(({ id }) => id === experiment.part);
  return (
    <>
      {words.say(experiment.direction === 'up' ? 'challenge.experiment-up' : 'challenge.experiment-down', {
        measure: (part?.title ?? text?.title ?? experiment.measure).toLowerCase(),
        weeks: experiment.weeks,
      })}{' '}
      {experiment.minimumDetectableChange === null
        ? words.say('challenge.experiment-unknown')
        : words.say('challenge.experiment-power', {
            change: formatValue(
              experiment.minimumDetectableChange,
              part?.unit ?? text?.unit ?? '',
              words.figure,
            ),
          })}
    </>
  );
};
