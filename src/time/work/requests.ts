import { asyncWrapProviders, createHook, type AsyncHook } from 'node:async_hooks';
import type { Release } from '../clock';
import type { VirtualClock } from '../virtual-clock';

/** One-shot native requests that hold the clock while unanswered, by the name Node gives them. */
const REQUESTS = new Map<string, string>([
  ['FSREQCALLBACK', 'file request'],
  ['FSREQPROMISE', 'file request'],
  ['FILEHANDLECLOSEREQ', 'file request'],
  ['GETADDRINFOREQWRAP', 'address look-up'],
  ['GETNAMEINFOREQWRAP', 'address look-up'],
  ['QUERYWRAP', 'DNS query'],
  ['TCPCONNECTWRAP', 'connect'],
  ['PIPECONNECTWRAP', 'connect'],
]);

for (const name of Object.keys(asyncWrapProviders as Record<string, number>)) {
  // Every other `…REQUEST` is a crypto job; the HTTP one is a parser, and a nock request that sleeps has one too.
  if (name.endsWith('REQUEST') && name !== 'HTTPCLIENTREQUEST') REQUESTS.set(name, 'crypto job');
}

interface Request {
  readonly name: string;
  readonly resource: NativeRequest;
  /** Undefined until a turn finds it still unanswered. */
  release?: Release;
}

interface NativeRequest {
  ondone?: unknown;
  write?: (...args: unknown[]) => unknown;
}

/**
 * Holds the clock while a native request that code asked for is unanswered.
 *
 * Seen through `async_hooks`: an `init` hook for the whole simulation (cheap), an `after` hook only while a request is
 * open (it slows every promise). A synchronous crypto job looks the same when it begins but never gets a callback, so
 * a job without one is forgotten at the next turn.
 */
export class NativeRequests {
  readonly #open = new Map<number, Request>();
  readonly #beginnings: AsyncHook;
  readonly #answers: AsyncHook;

  constructor(private readonly clock: VirtualClock) {
    const init = (id: number, type: string, _trigger: number, resource: object): void => this.#began(id, type, resource);
    // `trackPromises` is honoured from Node 24.21 on; elsewhere it does nothing.
    this.#beginnings = createHook({ init, trackPromises: false } as Parameters<typeof createHook>[0]).enable();
    this.#answers = createHook({ after: (id) => this.#answered(id) });
  }

  /** Called in every turn of the clock, before it asks who holds. */
  beforeTurn(): void {
    if (this.#open.size === 0) return;
    for (const [id, request] of this.#open) {
      if (request.release !== undefined) continue;
      if (isSynchronous(request)) this.#forget(id);
      else request.release = this.clock.hold(request.name);
    }
  }

  stop(): void {
    this.#beginnings.disable();
    this.#answers.disable();
    this.#open.clear();
  }

  #began(id: number, type: string, resource: object): void {
    if (type === 'PROMISE') return;
    if (type === 'HTTPCLIENTREQUEST' || type === 'HTTPINCOMINGMESSAGE') this.clock.quiescence.httpSeen();
    if (type === 'ZLIB') this.#watchWrites(id, resource);
    const name = REQUESTS.get(type);
    if (name !== undefined) this.#asked(id, { name, resource });
  }

  /** A compression handle lives long; it is real work from each write to its callback. */
  #watchWrites(id: number, handle: NativeRequest): void {
    const { write } = handle;
    if (write === undefined) return;
    handle.write = (...args) => {
      this.#asked(id, { name: 'compression', resource: handle });
      return write.apply(handle, args);
    };
  }

  #asked(id: number, request: Request): void {
    this.#answers.enable();
    this.#open.set(id, request);
  }

  #answered(id: number): void {
    if (!this.#open.has(id)) return;
    this.clock.quiescence.nativeSeen();
    this.#forget(id);
  }

  #forget(id: number): void {
    this.#open.get(id)?.release?.();
    this.#open.delete(id);
    if (this.#open.size === 0) this.#answers.disable();
  }
}

function isSynchronous({ name, resource }: Request): boolean {
  return name === 'crypto job' && typeof resource.ondone !== 'function';
}
