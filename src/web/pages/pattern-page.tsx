import type { OrganisationData } from '../../app/protocol.ts';
import type { MeasureText } from '../../kaleidoscope/report/report-text.ts';
import { MeasureView } from '../measure/measure-view.tsx';
import { useWords } from '../text/words.ts';

/** All measures of one pattern. */
export const PatternPage = ({
  organisation,
  pattern,
}: {
  readonly organisation: OrganisationData;
  readonly pattern: MeasureText['pattern'];
}) => {
  const words = useWords();
  return (
    <>
      <header className="page-head">
        <h1>{words.page(`page.${pattern}`)}</h1>
        <p className="lead">{words.page(`page.${pattern}-lead`)}</p>
        <p className="fine">{words.say('plot.key')}</p>
      </header>
      <h2 className="unseen">{words.say('report.measures')}</h2>
      <div className="measures">
        {organisation.catalogue
          .filter((text) => text.pattern === pattern)
          .map(({ id }) => (
            <MeasureView key={id} organisation={organisation} id={id} />
          ))}
      </div>
    </>
  );
};
