import type { WorkerKind } from './farm';
import type { WorkerOptions } from './worker-options';

/** What a lane is. */
export interface LaneFacts {
  readonly kind: WorkerKind;
  /** The pool's name, for messages. */
  readonly pool: string;
  /** From 0. */
  readonly index: number;
  readonly options: WorkerOptions;
}
