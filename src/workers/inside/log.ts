import type { Packed } from '../../crossing/parcel';
import type { Entry, Reply } from '../protocol';

const LEAST_ROOM = 64;

/** What has happened in this lane since its last reply. */
export class Log {
  #entries: Entry[] = [];
  /** Two for each value; there is room for more. */
  #times = new Float64Array(0);
  #values: Packed[] = [];
  #failed: number[] = [];

  add(...entry: Entry): void {
    this.#flush();
    this.#entries.push(entry);
  }

  /**
   * The next task of a slice has run: one entry tells of all that ran in sequence.
   *
   * @param value - what it gave, or threw.
   */
  ran(startedAt: number, endedAt: number, value: Packed, hasFailed: boolean): void {
    if (hasFailed) this.#failed.push(this.#values.length);
    const place = 2 * this.#values.length;
    if (place === this.#times.length) this.#times = withRoom(this.#times);
    this.#times[place] = startedAt;
    this.#times[place + 1] = endedAt;
    this.#values.push(value);
  }

  /** Whether nothing but tasks ran. */
  get isPlain(): boolean {
    return this.#entries.length === 0;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0 && this.#values.length === 0;
  }

  /** Everything so far, for a reply; the log begins anew. */
  reply(): Reply {
    this.#flush();
    const log = this.#entries;
    this.#entries = [];
    return { log };
  }

  #flush(): void {
    if (this.#values.length === 0) return;
    const length = 2 * this.#values.length;
    // A channel writes many numbers faster as bytes, and a few faster one by one.
    const times = length > LEAST_ROOM ? this.#times.slice(0, length) : listOf(this.#times, length);
    this.#entries.push(['ran', { times, values: this.#values, failed: this.#failed }]);
    this.#values = [];
    this.#failed = [];
  }
}

/** To spread them takes ten times as long. */
function listOf(times: Float64Array, length: number): readonly number[] {
  const list: number[] = [];
  for (let place = 0; place < length; place++) list.push(times[place]!);
  return list;
}

function withRoom(times: Float64Array): Float64Array<ArrayBuffer> {
  const roomier = new Float64Array(Math.max(LEAST_ROOM, 2 * times.length));
  roomier.set(times);
  return roomier;
}
