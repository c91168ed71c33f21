import type { Call } from './call';
import type { Chunk, Engine, Gate } from './engine';
import type { FreeLanes } from './free-lanes';

/** Where a pool's tasks run. */
export interface Floor {
  readonly concurrency: number;
  readonly engine: Engine;
  readonly gate: Gate;
  readonly lanes: FreeLanes;
}

/**
 * Puts lanes at the service of a call. A lane that comes free serves the call that has asked first, chunk after chunk,
 * for as long as that call has one at hand; so the gate is passed once for each lane, not once for each task.
 *
 * @param take - the next chunk; undefined if there is none at hand.
 */
export class Service {
  #lanesAsked = 0;

  constructor(
    private readonly call: Pick<Call, 'clock' | 'scope' | 'recipe'>,
    private readonly floor: Floor,
    private readonly take: () => Chunk | undefined,
  ) {}

  /** Asks for more lanes, as far as the limit allows. */
  ask(lanes: number): void {
    const { scope } = this.call;
    for (const enough = this.#lanesAsked + lanes; this.#lanesAsked < enough; this.#lanesAsked++) {
      if (this.#lanesAsked === this.floor.concurrency) return;
      this.floor.engine.prepare?.(this.call, this.#lanesAsked);
      this.floor.gate(() => scope.runInAsyncScope(this.#serve, this));
    }
  }

  async #serve(): Promise<void> {
    const { lanes, engine } = this.floor;
    for (let chunk = this.take(); chunk !== undefined; chunk = this.take()) {
      const begun = this.#event();
      if (begun !== undefined) await begun;
      const lane = lanes.take();
      await engine.run(chunk, lane);
      lanes.release(lane);
    }
    this.#lanesAsked -= 1;
  }

  /**
   * A start is an event of its own: whatever an earlier event set off runs to quiet first. On the real clock it begins
   * at once, and then gives undefined: a promise for each task is what tracing can afford least.
   */
  #event(): Promise<void> | undefined {
    const turn: { hasBegun: boolean; begin: () => void } = { hasBegun: false, begin: () => (turn.hasBegun = true) };
    this.call.clock.event(() => turn.begin());
    return turn.hasBegun ? undefined : new Promise((resolve) => (turn.begin = resolve));
  }
}
