import { useEffect, useRef, useState } from 'react';
import { betweenFigures } from '../../kaleidoscope/figure/between-figures.ts';
import type { Figure } from '../../kaleidoscope/figure/shapes.ts';

const travelMs = 520;
const eased = (t: number): number => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2);

/**
 * The figure as it is to be drawn now: on its way from what was shown to `target`, from wherever it stands when the
 * target changes. Where motion is not wanted, or the page changed its size, it is there at once.
 */
export const useMovingFigure = (target: Figure): Figure => {
  const [shown, setShown] = useState(target);
  const standing = useRef(target);
  useEffect(() => {
    const from = standing.current;
    const show = (figure: Figure) => {
      standing.current = figure;
      setShown(figure);
    };
    if (from === target) return;
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (isStill || from.width !== target.width || from.height !== target.height) {
      show(target);
      return;
    }
    let frame = 0;
    let started: number | null = null;
    const step = (now: number) => {
      started ??= now;
      const t = Math.min(1, (now - started) / travelMs);
      show(betweenFigures(from, target, eased(t)));
      if (t < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [target]);
  return shown;
};
