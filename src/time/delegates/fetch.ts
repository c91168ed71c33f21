import { inForce } from '../current-clock';
import { shared } from '../../realm';

/** The `fetch` of the simulation under way: the servers put theirs here while they answer. */
export const fetchInForce = shared('fetch-in-force', () => ({ current: undefined as typeof fetch | undefined }));

/** A global `fetch` that obeys the simulation even where a module captured it when it loaded. */
export function obedientFetch(native: typeof fetch): typeof fetch {
  return (input, init) => {
    // One that simulates the network knows what the clock must hear of.
    if (fetchInForce.current === undefined) inForce.virtual?.quiescence.httpSeen();
    return (fetchInForce.current ?? native)(input, init);
  };
}
