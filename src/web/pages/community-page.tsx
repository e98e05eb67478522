import type { OrganisationData } from '../../app/protocol.ts';
import { absenceWords } from '../../kaleidoscope/report/format-value.ts';
import { addressOf, writeAddress } from '../address/address.ts';
import { FigureTable } from '../figure/figure-table.tsx';
import { PortraitView } from '../figure/portrait-view.tsx';
import { NumberView } from '../measure/number-view.tsx';
import { WindowLine } from '../measure/window-line.tsx';
import { useWords } from '../text/words.ts';
import { Inside } from './inside.tsx';

/** One petal opened: a community by itself, its numbers beside everybody's, its ties, its way through time. */
export const CommunityPage = ({
  organisation,
  letter,
}: {
  readonly organisation: OrganisationData;
  readonly letter: string;
}) => {
  const words = useWords();
  const { published, communityNames, catalogue } = organisation;
  const lived = published.portraits.filter((portrait) => portrait.layer === 'lived');
  const whole = lived.find(({ window }) => window === 'whole');
  const community = whole?.communities.find((each) => each.letter === letter);
  const back = (
    <p>
      <a href={writeAddress(addressOf(organisation.id))}>{words.page('page.whole')}</a>
    </p>
  );
  if (whole === undefined || community === undefined)
    return (
      <div className="stack">
        <h1>{words.page('unknown.title')}</h1>
        <p>{words.page('community.none', { letter })}</p>
        {back}
      </div>
    );
  const overTime = lived
    .filter(({ window }) => window !== 'whole')
    .map(({ window, communities }) => {
      const cell = communities.find((each) => each.letter === letter);
      return { window, value: cell === undefined || cell.withheld ? null : cell.leadShare };
    });
  const ownNumbers = catalogue.flatMap((plain) => {
    const measure = published.measures[plain.id];
    const place = measure?.communities.findIndex((cell) => cell.community === letter) ?? -1;
    const cell = measure?.communities[place];
    return measure === undefined || cell === undefined
      ? []
      : [{ text: words.measure(plain), measure, cell, of: `measures.${plain.id}.communities.${place}` }];
  });
  return (
    <>
      <header className="page-head">
        {back}
        <h1>{communityNames[letter] ?? words.page('community.title', { letter })}</h1>
        <p className="lead">{words.page('community.lead')}</p>
        {community.withheld ? <p className="absent">{absenceWords(community.reason, words.figure)}</p> : null}
      </header>
      <div className="whole">
        <figure className="one-petal">
          <PortraitView organisation={organisation} portrait={whole} only={letter} />
        </figure>
        <div className="stack">
          <div className="stack">
            <h2 id="own">{words.page('community.values')}</h2>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard */}
            <section className="table" tabIndex={0} aria-labelledby="own">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{words.page('table.measure')}</th>
                    <th scope="col" className="number">
                      {words.page('community.title', { letter })}
                    </th>
                    <th scope="col" className="number">
                      {words.page('measure.all')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {ownNumbers.map(({ text, measure, cell, of }) => (
                    <tr key={text.id}>
                      <th scope="row">
                        <a href={writeAddress(addressOf(organisation.id, 'measure', text.id))}>
                          {text.title}
                        </a>
                      </th>
                      <td className="number">
                        {cell.withheld ? (
                          absenceWords(cell.reason, words.figure)
                        ) : (
                          <NumberView value={cell.value} unit={measure.unit} of={`${of}.value`} />
                        )}
                      </td>
                      <td className="number">
                        <NumberView
                          value={measure.value}
                          unit={measure.unit}
                          of={`measures.${text.id}.value`}
                        />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </div>
          {overTime.filter(({ value }) => value !== null).length < 2 ? null : (
            <section aria-labelledby="time">
              <h2 id="time">{words.page('community.over-time')}</h2>
              <p className="over">{words.say('table.lead')}</p>
              <WindowLine windows={overTime} unit="share" />
            </section>
          )}
        </div>
      </div>
      <Inside organisation={organisation} letter={letter} />
      <section className="block" aria-labelledby="ties">
        <h2 id="ties">{words.page('community.ties')}</h2>
        <FigureTable published={published} portrait={whole} only={letter} />
      </section>
    </>
  );
};
