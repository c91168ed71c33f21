import type { Packed } from '../crossing/parcel';
import type { Task } from '../pools/task';
import type { TaskReference } from '../references/task-reference';
import type { ChunkOrder } from './protocol';
import type { Rendezvous } from './rendezvous';

/** What a call's tasks have in common, as a lane has to know it. */
export interface Order {
  readonly reference: TaskReference;
  readonly takes: 'input' | 'arguments';
  readonly rendezvous: Rendezvous | undefined;
  /** The lanes that are made ready for it. */
  readonly starts: Promise<void>[];
}

/** These tasks, for a worker to run in sequence. */
export function chunkOf({ reference, takes, rendezvous }: Order, tasks: readonly Task[]): ChunkOrder {
  return {
    reference,
    takes,
    call: tasks[0]!.call.number,
    tasks: tasks.map((task) => [task.index, task.parcel as Packed] as const),
    rendezvous: rendezvous !== undefined,
  };
}
