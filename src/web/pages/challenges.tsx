import type { OrganisationData } from '../../app/protocol.ts';
import { absenceWords } from '../../kaleidoscope/report/format-value.ts';
import { decimal } from '../../kaleidoscope/text/numbers.ts';
import { addressOf, writeAddress } from '../address/address.ts';
import { useWords } from '../text/words.ts';
import { ExperimentWords } from './experiment-words.tsx';

import { isSeen, type SeenChallenge as Seen } from './seen-challenges.ts';

const SeenChallenge = ({
  organisation,
  challenge,
}: {
  readonly organisation: OrganisationData;
  readonly challenge: Seen;
}) => {
  const words = useWords();
  const textOf = (id: string) => {
    const text = organisation.catalogue.find((each) => each.id === id);
    return text === undefined ? undefined : words.measure(text);
  };
  const evidence = [...new Set(challenge.evidence.map(({ measure }) => measure))];
  return (
    <article className="challenge">
      <h3 lang="en">{challenge.title}</h3>
      <p className="fine">
        {[
          ...(challenge.places.length === 0
            ? []
            : [words.say('challenge.places', { letters: challenge.places.join(', ') })]),
          ...(challenge.adjustedP === null
            ? []
            : [words.say('challenge.p', { p: decimal(challenge.adjustedP) })]),
        ].join(' · ')}
      </p>
      <dl>
        <dt>{words.say('challenge.seen')}</dt>
        <dd lang="en">{challenge.seen}</dd>
        <dt>{words.say('challenge.may-mean')}</dt>
        <dd lang="en">{challenge.mayMean}</dd>
        <dt>{words.say('challenge.could-be')}</dt>
        <dd lang="en">{challenge.couldAlsoBe}</dd>
        <dt>{words.say('challenge.try')}</dt>
        <dd lang="en">
          <ul>
            {challenge.behavioursToTry.map((behaviour) => (
              <li key={behaviour}>{behaviour}</li>
            ))}
          </ul>
        </dd>
        <dt>{words.say('challenge.experiment')}</dt>
        <dd>
          <ExperimentWords organisation={organisation} challenge={challenge} />{' '}
          <a href={writeAddress(addressOf(organisation.id, 'experiment', null, { challenge: challenge.id }))}>
            {words.page('experiment.plan-this')}
            <span className="unseen" lang="en">
              {' '}
              {challenge.title}
            </span>
          </a>
          {organisation.changesByChallenge[challenge.id] === undefined ? null : (
            <>
              {' · '}
              <a
                href={writeAddress(addressOf(organisation.id, 'scenario', null, { challenge: challenge.id }))}
              >
                {words.page('scenario.try-this')}
                <span className="unseen" lang="en">
                  {' '}
                  {challenge.title}
                </span>
              </a>
            </>
          )}
        </dd>
        <dt>{words.say('how.evidence')}</dt>
        <dd>
          <ul>
            {evidence.map((id) => (
              <li key={id}>
                <a href={writeAddress(addressOf(organisation.id, 'measure', id))}>
                  {textOf(id)?.question ?? id}
                </a>
              </li>
            ))}
          </ul>
          <a href={writeAddress(addressOf(organisation.id, 'evidence', challenge.id))}>
            {words.page('evidence.all')}
            <span className="unseen" lang="en">
              {' '}
              {challenge.title}
            </span>
          </a>
        </dd>
      </dl>
    </article>
  );
};

/** What may stand in the way: what was seen in full, with the measures it was seen in; the others with their reason. */
export const Challenges = ({ organisation }: { readonly organisation: OrganisationData }) => {
  const words = useWords();
  const { challenges } = organisation.published;
  const seen = challenges.filter(isSeen);
  const rest = challenges.filter((challenge) => challenge.withheld || challenge.status !== 'seen');
  return (
    <section aria-labelledby="challenges" className="block">
      <h2 id="challenges">{words.say('report.challenges')}</h2>
      <p className="lead">{words.say(seen.length === 0 ? 'challenge.none-seen' : 'challenge.lead')}</p>
      {seen.map((challenge) => (
        <SeenChallenge key={challenge.id} organisation={organisation} challenge={challenge} />
      ))}
      {rest.length === 0 ? null : (
        <details>
          <summary>{words.say('challenge.others', { count: rest.length })}</summary>
          <ul className="fine">
            {rest.map((challenge) => (
              <li key={challenge.id} lang="en">
                <strong>{challenge.title}.</strong>{' '}
                {challenge.withheld ? absenceWords(challenge.reason, words.figure) : challenge.seen}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};
