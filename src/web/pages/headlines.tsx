import type { OrganisationData } from '../../app/protocol.ts';
import { absenceOf, formatValue } from '../../kaleidoscope/report/format-value.ts';
import { againstChance, patternKeys, sentenceKeys } from '../../kaleidoscope/report/headline-section.ts';
import { addressOf, writeAddress } from '../address/address.ts';
import { NumberPlot } from '../measure/number-plot.tsx';
import { NumberView } from '../measure/number-view.tsx';
import { useWords } from '../text/words.ts';

/** One line for each pattern, never one score for all. */
export const Headlines = ({ organisation }: { readonly organisation: OrganisationData }) => {
  const words = useWords();
  const { published, catalogue } = organisation;
  return (
    <ul className="headlines">
      {published.headlines.map((headline, place) => {
        const plain = catalogue.find(({ id }) => id === headline.measure);
        if (plain === undefined) return null;
        const text = words.measure(plain);
        const part = plain.parts.find(({ id }) => id === headline.part);
        const unit = part?.unit ?? plain.unit;
        const absence = absenceOf(headline.number, words.figure);
        const sentence = headline.part === null ? sentenceKeys[headline.measure] : undefined;
        return (
          <li key={headline.pattern}>
            <p className="over">{words.say(patternKeys[headline.pattern])}</p>
            <h2>
              <a href={writeAddress(addressOf(organisation.id, 'measure', headline.measure))}>
                {text.question}
              </a>
            </h2>
            {absence === null ? (
              <>
                <p className="big">
                  <NumberView
                    value={headline.number.value}
                    unit={unit}
                    of={`headlines.${place}.number.value`}
                  />
                </p>
                <NumberPlot
                  number={headline.number}
                  unit={unit}
                  range={part === undefined ? text.range : [null, null]}
                />
                {sentence === undefined ? null : (
                  <p>
                    {words.say(sentence, {
                      value: formatValue(headline.number.value, unit, words.figure),
                    })}
                  </p>
                )}
                <p className="fine">{againstChance(headline.number, words.figure)}</p>
              </>
            ) : (
              <p className="absent">{absence}</p>
            )}
          </li>
        );
      })}
    </ul>
  );
};
