import type { Packed } from '../../crossing/parcel';
import type { Entry, Reply } from '../protocol';

const LEAST_ROOM = 64;

/** What has happened in this lane since its last reply. */
export class Log {
  #entries: Entry[] = [];
  /** When the first of these tasks started, then when each ended; there is room for more. */
  #times = new Float64Array(LEAST_ROOM);
  #values: Packed[] = [];
  #failed: number[] = [];

  add(...entry: Entry): void {
    this.#flush();
    this.#entries.push(entry);
  }

  /**
   * The next task of a slice has run: one entry tells of all that ran right after one another.
   *
   * @param startedAt - for a task that began as the one before it ended, that very reading of the clock.
   * @param value - what it gave, or threw.
   */
  ran(startedAt: number, endedAt: number, value: Packed, hasFailed: boolean): void {
    if (startedAt !== this.#times[this.#values.length]) this.#flush();
    const place = this.#values.length;
    if (place === 0) this.#times[0] = startedAt;
    if (hasFailed) this.#failed.push(place);
    this.#values.push(value);
    if (place + 1 === this.#times.length) this.#times = withRoom(this.#times);
    this.#times[place + 1] = endedAt;
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
    const length = this.#values.length + 1;
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
  const roomier = new Float64Array(2 * times.length);
  roomier.set(times);
  return roomier;
}
