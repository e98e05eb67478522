import { useMemo } from 'react';
import { drawKaleidoscope } from '../../kaleidoscope/figure/draw-kaleidoscope.ts';
import type { DesignFacets } from '../../kaleidoscope/report/render-scenario.ts';
import { FigureView } from '../figure/figure-view.tsx';
import { useWords } from '../text/words.ts';

/** One layer of every design side by side, petals in the places of the base's. */
export const DesignFigures = ({
  figures,
  layer,
  names,
  seed,
}: {
  readonly figures: readonly DesignFacets[];
  readonly layer: keyof DesignFacets;
  readonly names: readonly string[];
  readonly seed: number;
}) => {
  const words = useWords();
  const drawn = useMemo(() => {
    const options = {
      width: 400,
      height: 400,
      labels: 'letters',
      hasTitle: false,
      hasKey: false,
      seed,
      language: words.figure,
    } as const;
    const [base, ...others] = figures;
    if (base === undefined) return [];
    const first = drawKaleidoscope(base[layer], options);
    return [
      first,
      ...others.map((facets) => drawKaleidoscope(facets[layer], { ...options, previous: first.places })),
    ];
  }, [figures, layer, seed, words]);
  return (
    <>
      <h2>{words.page(layer === 'chart' ? 'scenario.as-arranged' : 'scenario.with-ties')}</h2>
      <div className="designs">
        {drawn.map((figure, place) => (
          <figure key={names[place]}>
            <figcaption>{names[place]}</figcaption>
            <FigureView figure={figure} hrefOf={null} />
          </figure>
        ))}
      </div>
    </>
  );
};
