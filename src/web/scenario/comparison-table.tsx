import type { ScenarioPage as Compared } from '../../kaleidoscope/report/render-scenario.ts';
import { decimal } from '../../kaleidoscope/text/numbers.ts';
import { useWords } from '../text/words.ts';

const range = (said: { readonly low: number; readonly high: number } | null): string =>
  said === null ? '–' : `${decimal(said.low)} … ${decimal(said.high)}`;

/** One design beside the base: paired differences, the three uncertainties apart, what can be said. */
export const ComparisonTable = ({
  compared,
  design,
}: {
  readonly compared: Compared;
  readonly design: Compared['designs'][number];
}) => {
  const words = useWords();
  const value = (number: number | null, isSaturated: boolean) =>
    isSaturated ? words.page('scenario.saturated') : number === null ? '–' : decimal(number);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
    <section className="table" tabIndex={0} aria-label={design.name}>
      <table>
        <caption>{design.name}</caption>
        <thead>
          <tr>
            <th scope="col">{words.page('scenario.outcome')}</th>
            <th scope="col">{words.page('scenario.base-name')}</th>
            <th scope="col">{design.name}</th>
            <th scope="col">{words.page('scenario.difference')}</th>
            <th scope="col">{words.page('scenario.resampled')}</th>
            <th scope="col">{words.page('scenario.other-models')}</th>
            <th scope="col">{words.page('scenario.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {design.outcomes.map((each) => {
            const text = compared.outcomes.find(({ id }) => id === each.outcome);
            return (
              <tr key={each.outcome}>
                <th scope="row" lang="en">
                  {text?.title}
                  {text === undefined || text.unit === '' ? '' : `, ${text.unit}`}
                </th>
                <td>{value(each.baseValue, each.isBaseSaturated)}</td>
                <td>{value(each.value, each.isSaturated)}</td>
                <td>{range(each.simulation)}</td>
                <td>{range(each.resampling)}</td>
                <td>{range(each.modelRange)}</td>
                <td>{words.page(`scenario.${each.verdict}`)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};
