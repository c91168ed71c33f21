import type { Clock } from '../time/clock';
import type { Stretch } from '../trace/stretch';
import type { Recipe, Task } from './task';

/** Tasks that a lane runs in sequence. */
export type Chunk<I = unknown> = readonly Task<I>[];

/** Tasks that follow one another in one call, which a lane runs in sequence and the engine measures. */
export interface Slice {
  readonly call: Task['call'];
  /** The index of the first of them in the call. */
  readonly first: number;
  readonly length: number;
  labelOf(index: number): string;
  spanIdOf(index: number): number;
  /** What the engine sends in the place of the inputs, from an index on. */
  parcelsFrom(index: number): readonly unknown[];
  /** Starts all of them, unless they were called off: then it gives false. */
  start(lane: number): boolean;
  /** Some have ended, in order. */
  ended(stretch: Stretch): void;
}

/** Lets a turn begin as soon as a lane is free, first come, first served; the lane is free again when it resolves. */
export type Gate = (turn: () => Promise<void>) => void;

/**
 * What a pool's tasks run on: promises here, processes, threads. Inputs, chunks, events, spans and results are the same
 * for all of them, and none of an engine's business.
 */
export interface Engine {
  /** Makes a gate through which nothing has passed. */
  gate(): Gate;
  /** Whether lanes leave a simulation when it ends. Left out, what it left in flight may still run. */
  readonly leavesWithTheClock?: boolean;
  /** Runs a chunk on a lane: starts each task that is still queued, in sequence, and says how it ended. Never rejects. */
  run(chunk: Chunk, lane: number): Promise<void>;
  /** The same for a call outside of simulations, whose tasks are no objects; left out, they all are. */
  runSlice?(slice: Slice, lane: number): Promise<void>;
  /**
   * Looks at a call's function at the door.
   *
   * @throws UsageError if the function cannot run on this engine.
   */
  fit?<I>(recipe: Recipe<I>): Recipe<I>;
  /** Is told that a lane will be asked for, from 0, so that it can be made ready. */
  prepare?(call: { readonly recipe: Pick<Recipe<never>, 'fitted'>; readonly clock: Clock }, lane: number): void;
  /** Is told how many chunks a call has given, once it will give no more. */
  noMore?(recipe: Pick<Recipe<never>, 'fitted'>, chunks: number): void;
  /** How many of so many inputs a lane takes at a time, where the caller does not say; 1 if left out. */
  chunkSizeFor?(inputs: number, clock: Clock): number;
  /** Ends what is in flight, now; its tasks reject. Left out, it cannot be ended. */
  terminate?(): void;
  /** Gives back what the lanes hold, once nothing is in flight. */
  end?(): Promise<void>;
}
