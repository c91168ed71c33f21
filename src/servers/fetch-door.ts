import { fetchInForce } from '../time/delegates/fetch';

/** What becomes of a request made through `fetch`. */
export interface FetchRules {
  whoAnswers(origin: string): 'server' | 'nock' | 'network' | 'nobody';
  /** Answers a request to a server of ours. */
  simulateFetch(request: Request): Promise<Response>;
  /** The error for a request that nobody answers. */
  refuse(method: string, url: string): Error;
}

/**
 * Puts a `fetch` in force that asks our servers first, also for modules which captured the global one early.
 *
 * @param before - the `fetch` for the real network.
 * @param nocks - the `fetch` that nock has put in place.
 * @returns a function that takes it out of force; the global property is nock's to restore.
 */
export function openFetchDoor(rules: FetchRules, before: typeof fetch, nocks: typeof fetch): () => void {
  const ours: typeof fetch = async (input, init) => {
    const url = urlOf(input);
    const who = url === undefined ? 'network' : rules.whoAnswers(url.origin);
    if (who === 'nock') return nocks(input, init);
    if (url === undefined || who === 'network') return outside(before, input, init);
    if (who === 'nobody') throw rules.refuse(init?.method?.toUpperCase() ?? 'GET', url.href);
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    return rules.simulateFetch(request);
  };
  Object.defineProperty(ours, 'name', { value: 'fetch' });
  Object.defineProperty(globalThis, 'fetch', { value: ours, writable: true, configurable: true, enumerable: true });
  fetchInForce.current = ours;
  return () => {
    if (fetchInForce.current === ours) fetchInForce.current = undefined;
  };
}

/** Calls the `fetch` from before ours: it delegates to whichever is in force, so for this call none is. */
function outside(before: typeof fetch, ...args: Parameters<typeof fetch>): Promise<Response> {
  const inForce = fetchInForce.current;
  fetchInForce.current = undefined;
  try {
    return before(...args);
  } finally {
    fetchInForce.current = inForce;
  }
}

/** Where a request goes; undefined for what is no URL, which Node's own `fetch` words best. */
function urlOf(input: Parameters<typeof fetch>[0]): URL | undefined {
  const text = typeof input === 'object' && 'url' in input ? input.url : String(input);
  return URL.canParse(text) ? new URL(text) : undefined;
}
