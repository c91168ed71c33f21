import { useEffect, useState } from '../preact';
import { type Address, readAddress, writeAddress } from '../report/address';

/** Where in the page somebody is, by the address of the browser. */
export function useAddress(): Address {
  const [address, setAddress] = useState(() => readAddress(location.hash));
  useEffect(() => {
    const follow = (): void => setAddress(readAddress(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return address;
}

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Has the address tell where one is, so that it can be handed on; without a step in the browser's history. */
export function noteAddress(address: Address): void {
  clearTimeout(waiting);
  // Browsers refuse to be told in every frame.
  waiting = setTimeout(() => history.replaceState(null, '', writeAddress(address)), 250);
}
