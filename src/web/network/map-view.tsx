import { useEffect, useRef, useState } from 'react';
import type { NetworkData } from '../../app/protocol.ts';
import { useSettings } from '../shell/settings.ts';
import { useWords } from '../text/words.ts';
import type { DrawnMap, MapColours } from './draw-map.ts';

/** Red, green and blue in [0, 1] of a colour as the browser computes it. */
const partsOf = (colour: string): MapColours['tieInside'] => {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => Number(part) / 255);
  return [red, green, blue];
};

/** What a colour of the page comes to under this theme. */
const coloursIn = (element: HTMLElement): MapColours => {
  const probe = document.createElement('span');
  element.append(probe);
  const colour = (value: string) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const colours = {
    node: colour('var(--accent)'),
    tieInside: partsOf(colour('var(--accent)')),
    tieAcross: partsOf(colour('var(--muted)')),
    formal: colour('var(--petal-3)'),
    chosen: colour('var(--ink)'),
    faded: colour('var(--hairline)'),
    text: colour('var(--ink)'),
  };
  probe.remove();
  return colours;
};

const darkness = '(prefers-color-scheme: dark)';

/** The map, for pointing and zooming; all it shows stands in words and tables beside it. */
export const MapView = ({
  network,
  chosen,
  isFormalShown,
  onChoose,
}: {
  readonly network: NetworkData;
  readonly chosen: number | null;
  readonly isFormalShown: boolean;
  readonly onChoose: (node: number | null) => void;
}) => {
  const words = useWords();
  const { theme } = useSettings();
  const place = useRef<HTMLDivElement>(null);
  const map = useRef<DrawnMap | null>(null);
  const [state, setState] = useState<'drawing' | 'drawn' | 'impossible'>('drawing');
  const [isDark, setIsDark] = useState(() => matchMedia(darkness).matches);
  const now = useRef({ chosen, isFormalShown, onChoose });
  now.current = { chosen, isFormalShown, onChoose };
  useEffect(() => {
    const system = matchMedia(darkness);
    const onChange = () => setIsDark(system.matches);
    system.addEventListener('change', onChange);
    return () => system.removeEventListener('change', onChange);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours change with the theme
  useEffect(() => {
    let isLeft = false;
    setState('drawing');
    const draw = async () => {
      // The map's library is fetched where there is a map: no other page waits for it.
      const { drawMap } = await import('./draw-map.ts');
      if (isLeft || place.current === null) return;
      try {
        map.current = drawMap(place.current, network, coloursIn(place.current), (node) =>
          now.current.onChoose(node),
        );
        if (now.current.isFormalShown) map.current.showFormal(true);
        map.current.choose(now.current.chosen);
        setState('drawn');
      } catch {
        setState('impossible');
      }
    };
    draw().catch(() => setState('impossible'));
    return () => {
      isLeft = true;
      map.current?.close();
      map.current = null;
    };
  }, [network, theme, isDark]);
  useEffect(() => map.current?.choose(chosen), [chosen]);
  useEffect(() => map.current?.showFormal(isFormalShown), [isFormalShown]);
  if (state === 'impossible') return <p className="notice">{words.page('network.no-webgl')}</p>;
  return (
    <div className="map" data-state={state}>
      <div ref={place} className="map-canvas" aria-hidden="true" />
      {state === 'drawing' ? <p role="status">{words.page('network.drawing')}</p> : null}
    </div>
  );
};
