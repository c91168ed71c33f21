import { dirname, join } from 'node:path';
import type nockModule from 'nock';
import { expected } from '../errors';
import { shared } from '../realm';
import { readable } from './body';
import type { Reply } from './phases';

type Nock = typeof nockModule;
type Wait = (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => unknown;

/** Others are rare, and mocked when they are used. */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

const chosen = shared('nock', () => ({ nock: undefined as Nock | undefined }));

/**
 * Has the slow servers use this nock instead of the one that jest-lanes finds by itself.
 *
 * @param nock - nock 14, as `require('nock')` gives it.
 * @throws UsageError if it is something else, a nock that was loaded as an ES module among it.
 * @example
 * import nock from 'nock';
 * useNock(nock);
 */
export function useNock(nock: Nock): void {
  if (typeof nock !== 'function' || fileOf(nock) === undefined) {
    throw expected('nock', "nock 14, as `require('nock')` gives it", nock);
  }
  chosen.nock = nock;
}

/** Loads nock ahead of the first simulation with a server, and leaves `http` and `fetch` as they are. */
export function loadNock(): void {
  if (chosen.nock === undefined && !isLoaded()) nockFound().restore();
}

function isLoaded(): boolean {
  return require.cache[require.resolve('nock')] !== undefined;
}

/** Loaded on first use, since it costs a test file 60 ms; it then activates itself. */
function nockFound(): Nock {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late
  return require('nock') as Nock;
}

/** What a request to a server of ours needs of nock, from its making until it is closed. */
export class NockDoor {
  /** The `fetch` that was in place before nock was; jsdom has none. */
  readonly fetchBefore: typeof fetch | undefined;
  /** The `fetch` that nock has put in place. */
  readonly fetch: typeof fetch;
  readonly #nock: Nock;
  readonly #wasActive: boolean;
  readonly #interceptors: nockModule.Interceptor[] = [];
  readonly #mocked = new Set<string>();
  readonly #restoreWait: () => void;

  /** @param unseen - makes the reply to a request that came to nock by a door of its own. */
  constructor(private readonly unseen: (url: URL, method: string, headers: Record<string, string>) => Promise<Reply>) {
    const isThere = chosen.nock !== undefined || isLoaded();
    this.#nock = chosen.nock ?? nockFound();
    this.#wasActive = isThere && this.#nock.isActive();
    this.#restoreWait = withoutZeroWaits(this.#nock);
    if (this.#nock.isActive()) this.#nock.restore();
    this.fetchBefore = globalThis.fetch;
    this.#nock.activate();
    this.fetch = globalThis.fetch;
  }

  /** Whether the user's own nock answers for an origin. */
  mocks(origin: string): boolean {
    const { protocol, hostname, port } = new URL(origin);
    const mark = ` ${protocol}//${hostname}:${port || (protocol === 'https:' ? 443 : 80)}/`;
    return this.#nock.activeMocks().some((mock) => mock.includes(mark));
  }

  /** Answers for an origin from now on. */
  serve(origin: string): void {
    for (const method of METHODS) this.#mock(origin, method);
  }

  /** Takes nock out again, unless the user had put it in; his own mocks stay. */
  close(): void {
    this.#restoreWait();
    for (const interceptor of this.#interceptors.splice(0)) this.#nock.removeInterceptor(interceptor);
    // It still knows our origins, now without an answer; with mocks of the user it must keep them.
    if (this.#nock.activeMocks().length === 0) this.#nock.cleanAll();
    this.#nock.restore();
    if (this.#wasActive) this.#nock.activate();
  }

  #mock(origin: string, method: string): void {
    const key = `${method} ${origin}`;
    if (this.#mocked.has(key)) return;
    this.#mocked.add(key);
    const replyTo = (path: string, headers: Record<string, string>): Promise<Reply> =>
      this.unseen(new URL(path, origin), method, headers);
    const interceptor = this.#nock(origin)
      .persist()
      .intercept(() => true, method);
    interceptor.reply(async function () {
      const asked = this.req;
      const { status, headers, body, dropped } = await replyTo(asked.path, asked.headers);
      asked.once('response', (message) => message.once('close', dropped));
      return [status, readable(body), headers];
    });
    this.#interceptors.push(interceptor);
  }
}

/**
 * nock waits 0 ms before the head of a response and 0 ms before its body, on the `timers.setTimeout` it found when it
 * loaded. On a virtual clock that would be 2 ms, so these waits become ticks.
 *
 * @returns a function that puts its own way of waiting back.
 */
function withoutZeroWaits(nock: Nock): () => void {
  const file = fileOf(nock) ?? require.resolve('nock');
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const common = require(join(dirname(file), 'lib', 'common.js')) as { setTimeout?: Wait };
  const { setTimeout } = common;
  if (typeof setTimeout !== 'function') {
    throw new Error('jest-lanes needs nock 14: the one it found has no `setTimeout` in lib/common.js.');
  }
  const wait: Wait = (run, ms, ...args) => (ms ? setTimeout(run, ms, ...args) : process.nextTick(run, ...args));
  common.setTimeout = wait;
  return () => void (common.setTimeout = setTimeout);
}

/** The file a nock was loaded from; undefined if it was not loaded by `require`. */
function fileOf(nock: Nock): string | undefined {
  return Object.values(require.cache).find((module) => module?.exports === nock)?.filename;
}
