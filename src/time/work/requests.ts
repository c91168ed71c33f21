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

const CRYPTO_JOB = 'crypto job';

for (const name of Object.keys(asyncWrapProviders)) {
  // Every other `…REQUEST` is a crypto job; the HTTP one is a parser, and a nock request that sleeps has one too.
  if (name.endsWith('REQUEST') && name !== 'HTTPCLIENTREQUEST') REQUESTS.set(name, CRYPTO_JOB);
}

interface NativeObject {
  run?: (...args: unknown[]) => unknown;
  write?: (...args: unknown[]) => unknown;
}

/**
 * Holds the clock while a native request that code asked for is unanswered.
 *
 * Seen through `async_hooks`: an `init` hook for the whole simulation (cheap), a `before` hook only while a request is
 * open (it slows every promise).
 */
export class NativeRequests {
  readonly #open = new Map<number, Release>();
  readonly #beginnings: AsyncHook;
  readonly #answers: AsyncHook;

  constructor(private readonly clock: VirtualClock) {
    const init = (id: number, type: string, _trigger: number, resource: object): void =>
      this.#began(id, type, resource);
    // `trackPromises` is honoured from Node 24.21 on; elsewhere it does nothing.
    this.#beginnings = createHook({ init, trackPromises: false } as Parameters<typeof createHook>[0]).enable();
    this.#answers = createHook({ before: (id) => this.#answered(id) });
  }

  stop(): void {
    this.#beginnings.disable();
    this.#answers.disable();
    this.#open.clear();
  }

  #began(id: number, type: string, resource: NativeObject): void {
    if (type === 'PROMISE') return;
    if (type === 'HTTPCLIENTREQUEST' || type === 'HTTPINCOMINGMESSAGE') this.clock.quiescence.httpSeen();
    if (type === 'ZLIB') this.#watchWrites(id, resource);
    const name = REQUESTS.get(type);
    if (name === CRYPTO_JOB) this.#watchRun(id, resource);
    else if (name !== undefined) this.#asked(id, name);
  }

  /** A synchronous crypto job begins like any other; it gives its outcome, a pair, when it is run. */
  #watchRun(id: number, job: NativeObject): void {
    const { run } = job;
    if (run === undefined) return;
    const watched: typeof run = (...args) => {
      const outcome = run.apply(job, args);
      if (!Array.isArray(outcome)) this.#asked(id, CRYPTO_JOB);
      return outcome;
    };
    job.run = watched;
  }

  /** A compression handle lives long; it is real work from each write to its callback. */
  #watchWrites(id: number, handle: NativeObject): void {
    const { write } = handle;
    if (write === undefined) return;
    const watched: typeof write = (...args) => {
      this.#asked(id, 'compression');
      return write.apply(handle, args);
    };
    handle.write = watched;
  }

  #asked(id: number, name: string): void {
    this.#open.get(id)?.();
    this.#open.set(id, this.clock.hold(name));
    this.#answers.enable();
  }

  #answered(id: number): void {
    const release = this.#open.get(id);
    if (release === undefined) return;
    this.clock.quiescence.nativeSeen();
    this.#open.delete(id);
    if (this.#open.size === 0) this.#answers.disable();
    release();
  }
}
