import type { OrganisationData } from '../../app/protocol.ts';
import { FigureKey } from '../figure/figure-key.tsx';
import { PortraitView } from '../figure/portrait-view.tsx';
import { MeasureView } from '../measure/measure-view.tsx';
import { useWords } from '../text/words.ts';

const measuresWithChart = ['formal-lived-overlap', 'rank-and-lead', 'up-down-across', 'answered-equally'];

/** The formal chart beside the work as lived, drawn by the same rules, and what both say together. */
export const FormalPage = ({ organisation }: { readonly organisation: OrganisationData }) => {
  const words = useWords();
  const wholeOf = (layer: 'chart' | 'lived') =>
    organisation.published.portraits.find((each) => each.layer === layer && each.window === 'whole');
  const [chart, lived] = [wholeOf('chart'), wholeOf('lived')];
  return (
    <>
      <header className="page-head">
        <h1>{words.page('page.formal')}</h1>
        <p className="lead">
          {chart === undefined ? words.page('page.formal-lead') : words.say('report.beside-text')}
        </p>
      </header>
      {chart === undefined || lived === undefined ? (
        <div className="notice stack">
          <p>{words.page('formal.none')}</p>
          <p>{words.page('formal.none-next')}</p>
        </div>
      ) : (
        <>
          <div className="pair">
            <figure>
              <figcaption>{words.say('facet.layer-chart')}</figcaption>
              <PortraitView organisation={organisation} portrait={chart} hasKey={false} />
            </figure>
            <figure>
              <figcaption>{words.say('facet.layer-lived')}</figcaption>
              <PortraitView organisation={organisation} portrait={lived} hasKey={false} />
            </figure>
          </div>
          <FigureKey />
          <h2 className="unseen">{words.say('report.measures')}</h2>
          <div className="measures">
            {measuresWithChart.map((id) => (
              <MeasureView key={id} organisation={organisation} id={id} />
            ))}
          </div>
        </>
      )}
    </>
  );
};
