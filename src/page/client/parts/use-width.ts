import { type RefObject, useLayoutEffect, useState } from '../preact';

/** How wide an element is, in pixels, kept true. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const look = (): void => setWidth(element.current!.clientWidth);
    const observer = new ResizeObserver(look);
    observer.observe(element.current!);
    look();
    return () => observer.disconnect();
  }, []);
  return width;
}
