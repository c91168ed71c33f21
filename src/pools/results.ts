import type { Run } from '../trace/run';
import type { Imap } from './imap';
import type { Results } from './pool';

/** What the caller of `imap` holds in hand. */
export class ImapResults<I, R> implements Results<I, R> {
  readonly #imap: Imap<I, R>;

  constructor(imap: Imap<I, R>) {
    this.#imap = imap;
  }

  get run(): Promise<Run<I, R>> {
    return this.#imap.run;
  }

  next(): Promise<IteratorResult<R, undefined>> {
    return this.#imap.read();
  }

  async return(): Promise<IteratorResult<R, undefined>> {
    await this.#imap.leave();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
