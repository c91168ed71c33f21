import type { FreeLanes } from '../trace/free-lanes';
import type { Call } from './call';
import type { Engine, Gate } from './engine';

/** Runs a chunk on a lane; resolves when the lane is free again. */
export type Turn = (lane: number) => Promise<void>;

/** A call's chunks, one after another. */
export interface Supply {
  /** What runs the next chunk; undefined if there is none at hand. */
  take(): Turn | undefined;
  /** Whether there never will be another. */
  readonly isAtEnd: boolean;
}

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
 */
export class Service {
  #lanesAsked = 0;
  #chunksTaken = 0;

  constructor(
    private readonly call: Pick<Call, 'clock' | 'scope' | 'recipe'>,
    private readonly floor: Floor,
    private readonly supply: Supply,
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
    const { lanes } = this.floor;
    for (let run = this.#take(); run !== undefined; run = this.#take()) {
      const begun = this.#event();
      if (begun !== undefined) await begun;
      const lane = lanes.take();
      await run(lane);
      lanes.release(lane);
    }
    this.#lanesAsked -= 1;
  }

  /** Looks whether more will come: the engine may have lanes waiting for it. */
  look(): void {
    if (this.supply.isAtEnd) this.floor.engine.noMore?.(this.call.recipe, this.#chunksTaken);
  }

  #take(): Turn | undefined {
    const run = this.supply.take();
    if (run !== undefined) this.#chunksTaken += 1;
    this.look();
    return run;
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
