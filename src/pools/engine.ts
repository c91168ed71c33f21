import type { Task } from './task';

/** Tasks that a lane runs in sequence. */
export type Chunk<I = unknown> = readonly Task<I>[];

/** Lets a turn begin as soon as a lane is free, first come, first served; the lane is free again when it resolves. */
export type Gate = (turn: () => Promise<void>) => void;

/**
 * What a pool's tasks run on: promises here, processes, threads. Inputs, chunks, events, spans and results are the same
 * for all of them, and none of an engine's business.
 */
export interface Engine {
  readonly gate: Gate;
  /** Runs a chunk on a lane: starts each task that is still queued, in sequence, and says how it ended. Never rejects. */
  run(chunk: Chunk, lane: number): Promise<void>;
}
