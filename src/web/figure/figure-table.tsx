import type { Published, PublishedPortrait } from '../../kaleidoscope/published.ts';
import { absenceWords } from '../../kaleidoscope/report/format-value.ts';
import { NumberView } from '../measure/number-view.tsx';
import { useWords } from '../text/words.ts';

/** What the figure shows, as tables: the same content for those who read rather than look. */
export const FigureTable = ({
  published,
  portrait,
  only = null,
}: {
  readonly published: Published;
  readonly portrait: PublishedPortrait;
  /** A community's letter: its own row and ties alone. */
  readonly only?: string | null;
}) => {
  const words = useWords();
  const of = `portraits.${published.portraits.indexOf(portrait)}`;
  const layer = words.say(portrait.layer === 'chart' ? 'facet.layer-chart' : 'facet.layer-lived');
  const number = (title: string) => (
    <th scope="col" className="number">
      {title}
    </th>
  );
  const ties = portrait.ties
    .map((tie, place) => ({ tie, place }))
    .filter(({ tie }) => only === null || tie.a === only || tie.b === only);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
    <section className="table stack" tabIndex={0} aria-label={words.say('table.communities', { layer })}>
      <table>
        <caption>{words.say('table.communities', { layer })}</caption>
        <thead>
          <tr>
            <th scope="col">{words.say('table.community')}</th>
            {number(words.say('table.people'))}
            {number(words.say('table.lead'))}
            {number(words.say('table.reciprocity'))}
            {number(words.say('table.inside'))}
          </tr>
        </thead>
        <tbody>
          {portrait.communities.map((community, place) => {
            if (only !== null && community.letter !== only) return null;
            const at = `${of}.communities.${place}`;
            return (
              <tr key={community.letter}>
                <th scope="row">{community.letter}</th>
                {community.withheld ? (
                  <td colSpan={4}>{absenceWords(community.reason, words.figure)}</td>
                ) : (
                  <>
                    <td className="number">
                      <NumberView value={community.people} unit="" of={`${at}.people`} />
                    </td>
                    <td className="number">
                      <NumberView value={community.leadShare} unit="share" of={`${at}.leadShare`} />
                    </td>
                    <td className="number">
                      <NumberView value={community.reciprocity} unit="share" of={`${at}.reciprocity`} />
                    </td>
                    <td className="number">
                      <NumberView value={community.insideShare} unit="share" of={`${at}.insideShare`} />
                    </td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {ties.length === 0 ? null : (
        <table>
          <caption>{words.say('table.ties', { layer })}</caption>
          <thead>
            <tr>
              <th scope="col">{words.say('table.between')}</th>
              {number(words.say('table.to-first'))}
              {number(words.say('table.to-second'))}
              {number(words.say('table.against-null'))}
              {number(words.say('table.reciprocity'))}
            </tr>
          </thead>
          <tbody>
            {ties.map(({ tie, place }) => {
              const at = `${of}.ties.${place}`;
              return (
                <tr key={at}>
                  <th scope="row">
                    {tie.a} – {tie.b}
                  </th>
                  {tie.withheld ? (
                    <td colSpan={4}>{absenceWords(tie.reason, words.figure)}</td>
                  ) : (
                    <>
                      <td className="number">
                        <NumberView value={tie.weightBToA} unit="" of={`${at}.weightBToA`} />
                      </td>
                      <td className="number">
                        <NumberView value={tie.weightAToB} unit="" of={`${at}.weightAToB`} />
                      </td>
                      <td className="number">
                        <NumberView value={tie.ratioToNull} unit="ratio" of={`${at}.ratioToNull`} />
                      </td>
                      <td className="number">
                        <NumberView value={tie.reciprocity} unit="share" of={`${at}.reciprocity`} />
                      </td>
                    </>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
};
