import { useEffect, useState } from '../preact';

/** Whether the page is about to go on paper. Its root says so too, for the colours. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => {
      document.documentElement.dataset['printing'] = '';
      setPrinting(true);
    };
    const end = (): void => {
      delete document.documentElement.dataset['printing'];
      setPrinting(false);
    };
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinting;
}
