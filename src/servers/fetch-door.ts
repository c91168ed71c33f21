import { inForce } from '../time/current-clock';
import { fetchInForce } from '../time/delegates/fetch';
import { natives } from '../time/natives';
import type { Dispatched, Dispatcher, Hearing } from './dispatching';
import type { Exchange } from './exchange';
import { relay } from './relay';

type Fetch = typeof fetch;
/** The `fetch` for those who are none of our servers. */
type Elsewhere = (who: 'nock' | 'network') => Fetch;

/** What becomes of a request made through `fetch`. */
export interface FetchRules {
  whoAnswers(origin: string): 'server' | 'nock' | 'network' | 'nobody';
  /** Answers a request to a server of ours. */
  simulateFetch(asked: Dispatched, hearing: Hearing): Exchange;
  /** The error for a request that nobody answers. */
  refuse(method: string, url: string): Error;
}

/** Whether Node's own `fetch` was there when the setup file loaded; jsdom has none, and some bring another. */
export function isNodesFetch(): boolean {
  const { fetch } = natives;
  return fetch !== undefined && /undici/i.test(Function.prototype.toString.call(fetch));
}

/** The door that is open; none between two simulations. */
let open: Pick<Asking, 'rules' | 'elsewhere'> | undefined;

/**
 * Puts a `fetch` in force that asks our servers first, also for modules which captured the global one early. It is
 * Node's own, with a dispatcher of ours: so all that `fetch` does by itself (redirects, decoding, aborts, its errors) is
 * done by Node's code, and only the network is simulated.
 *
 * @param before - the `fetch` for the real network.
 * @param nocks - the `fetch` that nock has put in place.
 * @returns a function that takes it out of force; the global property is nock's to restore.
 */
export function openFetchDoor(rules: FetchRules, before: Fetch, nocks: Fetch): () => void {
  const elsewhere: Elsewhere = (who) => (who === 'nock' ? seen(nocks) : (...asked) => outside(before, ...asked));
  const ours = { rules, elsewhere };
  open = ours;
  Object.defineProperty(globalThis, 'fetch', { value: door, writable: true, configurable: true, enumerable: true });
  fetchInForce.current = door;
  return () => {
    if (open !== ours) return;
    open = undefined;
    if (fetchInForce.current === door) fetchInForce.current = undefined;
  };
}

/**
 * One function for all simulations, since what was once a global keeps what it captures until a full collection of
 * garbage. Whoever has kept it from a simulation that is over asks the one under way, or Node.
 */
const door: Fetch = Object.defineProperty(
  async (...[input, init]: Parameters<Fetch>) => {
    if (open === undefined) return (natives.fetch as Fetch)(input, init);
    const { rules, elsewhere } = open;
    const url = urlOf(input);
    const who = url === undefined ? 'network' : rules.whoAnswers(url.origin);
    if (url === undefined || who === 'network') return elsewhere('network')(input, init);
    if (who === 'nock') return elsewhere('nock')(input, init);
    if (who === 'nobody') throw rules.refuse(init?.method?.toUpperCase() ?? 'GET', url.href);
    return new Asking(rules, elsewhere).ask(input, init);
  },
  'name',
  { value: 'fetch' },
);

/** One call of `fetch` to a server of ours, with every hop to which its redirects lead. */
class Asking implements Dispatcher {
  #exchange: Exchange | undefined;
  /** Why a hop could not be made: `fetch` would make it the cause of an error of its own. */
  #refusal: { readonly error: unknown } | undefined;

  constructor(
    readonly rules: FetchRules,
    readonly elsewhere: Elsewhere,
  ) {}

  async ask(...[input, init]: Parameters<Fetch>): Promise<Response> {
    const native = natives.fetch as (input: unknown, init: unknown) => Promise<Response>;
    try {
      // What is more than a plain object cannot be copied with one property more; a Request can take it in.
      const response = isPlain(init)
        ? await native(input, { ...init, dispatcher: this })
        : await native(new Request(input, init), { dispatcher: this });
      // Node cancels the body of a response that is collected unread: at an instant that nobody can foretell.
      this.#exchange?.keep(response);
      return response;
    } catch (error) {
      throw this.#refusal === undefined ? ofThisRealm(error) : this.#refusal.error;
    }
  }

  dispatch(asked: Dispatched, hearing: Hearing): boolean {
    const { origin, path, method } = asked;
    const who = this.rules.whoAnswers(String(origin));
    try {
      if (who === 'nobody') throw this.rules.refuse(method, String(origin) + path);
      if (who === 'server') this.#exchange = this.rules.simulateFetch(asked, hearing);
      else void relay(this.elsewhere(who), asked, hearing);
    } catch (error) {
      this.#refusal = { error };
      throw error;
    }
    return true;
  }
}

function isPlain(init: object | undefined): boolean {
  if (init === undefined) return true;
  const prototype: unknown = Object.getPrototypeOf(init);
  return prototype === null || prototype === Object.prototype;
}

/** Node's `TypeError: fetch failed` is of the realm outside of Jest's VM: here it passes `instanceof` as in plain Node. */
function ofThisRealm(error: unknown): unknown {
  const isNodes = Object.prototype.toString.call(error) === '[object Error]' && !(error instanceof Error);
  if (isNodes && (error as Error).name === 'TypeError') Object.setPrototypeOf(error, TypeError.prototype);
  return error;
}

/** A `fetch` whose hops the clock must know of: they are many and of all kinds. */
function seen(asking: Fetch): Fetch {
  return (...asked) => {
    inForce.virtual?.quiescence.httpSeen();
    return asking(...asked);
  };
}

/** Calls the `fetch` from before ours: it delegates to whichever is in force, so for this call none is. */
function outside(before: Fetch, ...args: Parameters<Fetch>): Promise<Response> {
  const current = fetchInForce.current;
  fetchInForce.current = undefined;
  try {
    return before(...args);
  } finally {
    fetchInForce.current = current;
  }
}

/** Where a request goes; undefined for what is no URL, which Node's own `fetch` words best. */
function urlOf(input: Parameters<Fetch>[0]): URL | undefined {
  const text = typeof input === 'object' && 'url' in input ? input.url : String(input);
  return URL.canParse(text) ? new URL(text) : undefined;
}
