import type { OrganisationData } from '../../app/protocol.ts';
import { facetOf } from '../../kaleidoscope/facets-from-published.ts';
import type { PublishedPortrait } from '../../kaleidoscope/published.ts';
import { addressOf } from '../address/address.ts';
import { goTo } from '../address/use-address.ts';
import { FigureKey } from '../figure/figure-key.tsx';
import { PortraitView } from '../figure/portrait-view.tsx';
import { useWords } from '../text/words.ts';
import { Challenges } from './challenges.tsx';
import { Headlines } from './headlines.tsx';

type Chosen = Readonly<Record<string, string>>;

const choose = (id: string, chosen: Chosen, key: string, value: string | null) => {
  const { [key]: _, ...others } = chosen;
  goTo(addressOf(id, 'whole', null, value === null ? others : { ...others, [key]: value }), 'replace');
};

const TimeSlider = ({
  windows,
  at,
  onMove,
}: {
  readonly windows: readonly PublishedPortrait[];
  readonly at: number;
  readonly onMove: (window: string) => void;
}) => {
  const words = useWords();
  const nameOf = (place: number) => {
    const window = windows[place]?.window ?? '';
    return window === 'whole' ? words.page('whole.span') : window;
  };
  return (
    <div className="slider">
      <label htmlFor="time">{words.page('whole.slider')}</label>
      <input
        id="time"
        type="range"
        min={0}
        max={windows.length - 1}
        value={at}
        aria-valuetext={nameOf(at)}
        onChange={(event) => onMove(windows[Number(event.target.value)]?.window ?? 'whole')}
      />
      <output htmlFor="time">{nameOf(at)}</output>
    </div>
  );
};

/** The whole organisation: the figure, turned through time, three headlines, and what may stand in the way. */
export const WholePage = ({
  organisation,
  chosen,
}: {
  readonly organisation: OrganisationData;
  readonly chosen: Chosen;
}) => {
  const words = useWords();
  const { published } = organisation;
  const lived = published.portraits.filter(({ layer }) => layer === 'lived');
  const chart = published.portraits.find(({ layer, window }) => layer === 'chart' && window === 'whole');
  const windowNow = chosen.window ?? 'whole';
  const at = Math.max(
    0,
    lived.findIndex(({ window }) => window === windowNow),
  );
  const portrait = lived[at];
  const besides = [...(chart === undefined ? [] : [chart]), ...lived];
  const keyOf = ({ layer, window }: PublishedPortrait) => (layer === 'chart' ? 'chart' : window);
  const beside = besides.find((each) => keyOf(each) === chosen.beside);
  const nameOf = (each: PublishedPortrait) =>
    each.layer === 'chart'
      ? words.page('whole.beside-chart')
      : each.window === 'whole'
        ? words.page('whole.span')
        : each.window;
  return (
    <>
      <header className="page-head">
        <h1>{published.organisation}</h1>
        {portrait === undefined ? null : (
          <p className="lead">
            {
              facetOf(portrait, {
                title: published.organisation,
                isSimulated: published.isSimulated,
                language: words.figure,
              }).subtitle
            }
          </p>
        )}
      </header>
      <div className={beside === undefined ? 'whole' : 'whole has-beside'}>
        <section className="figures" aria-label={words.say('report.whole')}>
          <div className="pair">
            {portrait === undefined ? null : (
              <figure>
                {beside === undefined ? null : <figcaption>{nameOf(portrait)}</figcaption>}
                <PortraitView organisation={organisation} portrait={portrait} hasKey={beside === undefined} />
              </figure>
            )}
            {beside === undefined ? null : (
              <figure>
                <figcaption>{nameOf(beside)}</figcaption>
                <PortraitView organisation={organisation} portrait={beside} hasKey={false} />
              </figure>
            )}
          </div>
          {beside === undefined ? null : <FigureKey />}
          <div className="turn">
            {lived.length < 2 ? null : (
              <TimeSlider
                windows={lived}
                at={at}
                onMove={(window) =>
                  choose(organisation.id, chosen, 'window', window === 'whole' ? null : window)
                }
              />
            )}
            {besides.length < 2 ? null : (
              <label className="beside">
                {words.page('whole.beside')}{' '}
                <select
                  className="field"
                  value={beside === undefined ? '' : keyOf(beside)}
                  onChange={(event) => choose(organisation.id, chosen, 'beside', event.target.value || null)}
                >
                  <option value="">{words.page('whole.beside-nothing')}</option>
                  {besides.map((each) => (
                    <option key={keyOf(each)} value={keyOf(each)}>
                      {nameOf(each)}
                    </option>
                  ))}
                </select>
              </label>
            )}
          </div>
        </section>
        <section aria-label={words.say('report.headlines')}>
          <Headlines organisation={organisation} />
          <p className="fine">{words.say('plot.key')}</p>
        </section>
      </div>
      <Challenges organisation={organisation} />
    </>
  );
};
