import type { Entry, Reply } from '../protocol';
import { workerFacts } from './worker-facts';

/** What has happened in this lane since its last reply. */
export class Log {
  #entries: Entry[] = [];

  add(...entry: Entry): void {
    this.#entries.push(entry);
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** Everything so far, for a reply; the log begins anew. */
  reply(): Reply {
    const log = this.#entries;
    this.#entries = [];
    return { log, worker: workerFacts() };
  }
}
