import type * as PerfHooks from 'node:perf_hooks';
import { requireOutside } from '../outside';
import { shared } from '../realm';
import type { Ms } from './duration';
import { natives } from './natives';

const LOOPBACK_SILENCE_MS: Ms = 2;

/**
 * Has everything that can run now run?
 *
 * Asked once in every turn of the event loop (a native `setImmediate`). A turn drains all promises and ticks, so code
 * that only waits for promises is quiet after one. Once native or HTTP work was seen, the answer takes two turns in
 * which the loop delivered nothing: one gave false deadlocks with nock-backed clients (notes/determinism.md §7, 2).
 * Bytes between two sockets of this process are nobody's request in flight, yet the kernel may be a moment late with
 * them on a loaded machine; after such traffic the loop must also have been silent for two real milliseconds.
 */
export class Quiescence {
  #calmTurns = 0;
  // The first turn may come without a look at the outside world since the body began, so it alone is not enough.
  #turnsNeeded = 2;
  #delivered = eventsDelivered();
  #silentSince: Ms | undefined;
  #httpSeen = false;
  #loopbackSeen = false;

  /** True when the loop has been quiet long enough for time to move. */
  turn(): boolean {
    const delivered = eventsDelivered();
    if (delivered !== this.#delivered) {
      this.#delivered = delivered;
      this.nativeSeen();
      if (this.#loopbackSeen) this.loopbackSeen();
    }
    this.#calmTurns += 1;
    if (this.#calmTurns < this.#turnsNeeded) return false;
    return this.#silentSince === undefined || natives.now() - this.#silentSince >= LOOPBACK_SILENCE_MS;
  }

  /** Starts anew after time moved or an event fired. */
  eventFired(): void {
    this.#calmTurns = 0;
    this.#turnsNeeded = this.#httpSeen ? 2 : 1;
    this.#silentSince = undefined;
  }

  /** A user's immediate ran, maybe in this very turn: only a turn after the loop has looked outside again counts. */
  stirred(): void {
    this.#calmTurns = -1;
  }

  /** The loop delivered native work. */
  nativeSeen(): void {
    this.#calmTurns = 0;
    this.#turnsNeeded = 2;
  }

  /** An HTTP client is about; its hops are many and of all kinds, so two turns from now on. */
  httpSeen(): void {
    this.#httpSeen = true;
    this.nativeSeen();
  }

  /** Bytes, or a connection, travel between two sockets of this process. */
  loopbackSeen(): void {
    this.#loopbackSeen = true;
    this.#silentSince = natives.now();
    this.nativeSeen();
  }
}

interface LoopMetrics {
  readonly uvMetricsInfo?: { readonly events: number };
}

/** Late, since a worker on the real clock needs nothing of that module; and Node's own, though the test mocks it by then. */
function metricsOfLoop(): LoopMetrics {
  return (requireOutside('node:perf_hooks') as typeof PerfHooks).performance.nodeTiming;
}

/** How many events the loop has delivered since the process began; constant on Node before 20.18, which cannot tell. */
export function eventsDelivered(): number {
  return shared('loop-metrics', metricsOfLoop).uvMetricsInfo?.events ?? 0;
}
