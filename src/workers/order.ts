import type { TaskReference } from '../references/task-reference';
import type { Rendezvous } from './rendezvous';

/** What a call's tasks have in common, as a lane has to know it. */
export interface Order {
  readonly reference: TaskReference;
  readonly takes: 'input' | 'arguments';
  readonly rendezvous: Rendezvous | undefined;
  /** The lanes that are made ready for it. */
  readonly starts: Promise<void>[];
}
