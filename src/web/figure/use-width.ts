import { useLayoutEffect, useRef, useState } from 'react';

/** Width an element has, in steps of 20 pixels so that a figure is not drawn anew at every pixel. */
export const useWidth = <T extends Element>() => {
  const element = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = () => setWidth(Math.floor(current.clientWidth / 20) * 20);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [element, width] as const;
};
