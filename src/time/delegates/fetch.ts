import { inForce } from '../current-clock';
import { shared } from '../../realm';
import { type Patch, patch } from './patch';

/** The `fetch` of the simulation under way: the servers put theirs here while they answer. */
export const fetchInForce = shared('fetch-in-force', () => ({ current: undefined as typeof fetch | undefined }));

/** A global `fetch` that obeys the simulation even where a module captured it when it loaded. */
export function fetchPatches(): Patch[] {
  const native = globalThis.fetch as typeof fetch | undefined;
  if (native === undefined) return [];
  const delegating: typeof fetch = (input, init) => {
    inForce.virtual?.quiescence.httpSeen();
    return (fetchInForce.current ?? native)(input, init);
  };
  Object.defineProperty(delegating, 'name', { value: 'fetch' });
  return [patch(globalThis, 'fetch', delegating)];
}
