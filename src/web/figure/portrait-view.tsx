import { useMemo, useState } from 'react';
import type { OrganisationData } from '../../app/protocol.ts';
import { facetOf } from '../../kaleidoscope/facets-from-published.ts';
import { drawKaleidoscope } from '../../kaleidoscope/figure/draw-kaleidoscope.ts';
import type { PublishedPortrait } from '../../kaleidoscope/published.ts';
import { addressOf, writeAddress } from '../address/address.ts';
import { useWords } from '../text/words.ts';
import { FigureKey } from './figure-key.tsx';
import { FigureTable } from './figure-table.tsx';
import { FigureView } from './figure-view.tsx';
import { useMovingFigure } from './use-moving-figure.ts';
import { useWidth } from './use-width.ts';

/** Narrower than this the figure carries letters alone. */
const fullFrom = 600;

/** Angles for the first drawing: the whole span's, so that every window and the chart keep their places. */
const placesOf = (organisation: OrganisationData) => {
  const whole = organisation.published.portraits.find(
    ({ layer, window }) => layer === 'lived' && window === 'whole',
  );
  return whole === undefined
    ? []
    : drawKaleidoscope(facetOf(whole), { seed: organisation.published.seed }).places;
};

/** One portrait as a figure, with what is pointed at in words and its table; petals lead to their communities. */
export const PortraitView = ({
  organisation,
  portrait,
  only = null,
  hasKey = true,
  leadsOn = true,
}: {
  readonly organisation: OrganisationData;
  readonly portrait: PublishedPortrait;
  /** A community's letter: that petal alone. */
  readonly only?: string | null;
  /** Whether how to read it is said under it; two side by side are drawn without, so that both are of one size. */
  readonly hasKey?: boolean;
  /** Whether petals lead to the pages of their communities. */
  readonly leadsOn?: boolean;
}) => {
  const words = useWords();
  const [element, width] = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<string | null>(null);
  const places = useMemo(() => placesOf(organisation), [organisation]);
  const target = useMemo(() => {
    const { published, communityNames } = organisation;
    const shown =
      only === null
        ? portrait
        : {
            ...portrait,
            communities: portrait.communities.filter(({ letter }) => letter === only),
            small: null,
            ties: [],
          };
    const facet = facetOf(shown, {
      title: published.organisation,
      names: communityNames,
      isSimulated: published.isSimulated,
      language: words.figure,
    });
    const side = Math.max(280, width);
    const isFull = side >= fullFrom && only === null;
    return drawKaleidoscope(facet, {
      width: side,
      height: isFull ? Math.min(1100, Math.round(side * 0.84)) : side,
      labels: isFull ? 'full' : 'letters',
      hasTitle: false,
      hasKey: isFull && hasKey,
      seed: published.seed,
      previous: places,
      language: words.figure,
    });
  }, [organisation, portrait, only, hasKey, width, places, words]);
  const figure = useMovingFigure(target);
  const isNarrow = width < fullFrom;
  return (
    <div className="portrait" ref={element}>
      <FigureView
        figure={figure}
        hrefOf={leadsOn ? (letter) => writeAddress(addressOf(organisation.id, 'community', letter)) : null}
        onPoint={setPointed}
      />
      {only === null ? (
        <p className="pointed fine" aria-hidden="true">
          {pointed ?? words.page('whole.hint')}
        </p>
      ) : null}
      {isNarrow && hasKey && only === null ? <FigureKey /> : null}
      {target.notes.length === 0 ? null : <p className="fine">{target.notes.join(' ')}</p>}
      {only === null ? (
        <details>
          <summary>
            {words.say(portrait.layer === 'chart' ? 'report.chart-as-table' : 'report.as-table')}
          </summary>
          <FigureTable published={organisation.published} portrait={portrait} />
        </details>
      ) : null}
    </div>
  );
};
