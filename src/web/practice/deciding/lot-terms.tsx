import type { Queries } from '../../../app/protocol.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import type { DecisionTerms } from './decision-methods.ts';

export type Lot = NonNullable<DecisionTerms['lot']>;
type Members = Queries['practice/:community/people'];

/** What a draw by lot keeps to: who held it lately and rests, and how many of which circle. */
export const LotTerms = ({
  community,
  members,
  seats,
  lot,
  onLot,
}: {
  readonly community: string;
  readonly members: Members;
  readonly seats: number;
  readonly lot: Lot;
  readonly onLot: (lot: Lot) => void;
}) => {
  const words = useWords();
  const answer = useQuery({
    query: 'practice/:community/circles',
    parts: { community },
    changesWith: haveChanged,
  });
  const circles = answer.state === 'here' ? answer.data.circles : [];
  const leastOf = (name: string) => lot.strata.find((stratum) => stratum.name === name)?.least ?? 0;
  return (
    <>
      <details>
        <summary>{words.page('lot.resting')}</summary>
        <fieldset className="stack">
          <legend className="unseen">{words.page('lot.resting')}</legend>
          {members.map(({ person, name }) => (
            <label key={person} className="setting">
              <input
                type="checkbox"
                checked={lot.resting.includes(person)}
                onChange={({ target }) =>
                  onLot({
                    ...lot,
                    resting: target.checked
                      ? [...lot.resting, person]
                      : lot.resting.filter((each) => each !== person),
                  })
                }
              />{' '}
              {name}
            </label>
          ))}
        </fieldset>
      </details>
      {circles.length === 0 ? null : (
        <details>
          <summary>{words.page('lot.strata')}</summary>
          {circles.map(({ id, name, people }) => (
            <label key={id} className="setting">
              {name}{' '}
              <input
                className="field"
                type="number"
                min={0}
                max={seats}
                value={leastOf(name)}
                onChange={({ target }) => {
                  const least = Math.min(seats, Math.max(0, Math.round(Number(target.value))));
                  const others = lot.strata.filter((stratum) => stratum.name !== name);
                  const stratum = { name, people: people.map(({ person }) => person), least, most: seats };
                  onLot({ ...lot, strata: least === 0 ? others : [...others, stratum] });
                }}
              />
            </label>
          ))}
        </details>
      )}
    </>
  );
};
