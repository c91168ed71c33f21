import { useEffect, useState } from '../preact';

/** Changes whenever light or dark does, so that what is painted can be painted anew. */
export function useRepaint(): number {
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const again = (): void => setTimes((before) => before + 1);
    const queries = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query));
    const observer = new MutationObserver(again);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    for (const query of queries) query.addEventListener('change', again);
    return () => {
      observer.disconnect();
      for (const query of queries) query.removeEventListener('change', again);
    };
  }, []);
  return times;
}
