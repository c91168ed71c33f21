import type { Packed } from '../crossing/parcel';
import type { Task } from '../pools/task';
import type { TaskReference } from '../references/task-reference';
import type { ChunkOrder } from './protocol';
import type { Rendezvous } from './rendezvous';

/** The function of a call, which a lane knows by a number once it has loaded it. */
export interface NumberedFunction {
  readonly number: number;
  readonly reference: TaskReference;
}

/** The lanes that are made ready for a call. */
export class LaneStarts {
  readonly #starts = new Set<Promise<void>>();

  add(start: Promise<void>): void {
    this.#starts.add(start);
    void start.then(() => this.#starts.delete(start));
  }

  /** Resolves when all are ready; undefined if they are. */
  over(): Promise<unknown> | undefined {
    return this.#starts.size === 0 ? undefined : Promise.all(this.#starts);
  }
}

/** What a call's tasks have in common, as a lane has to know it. */
export interface Order {
  readonly fn: NumberedFunction;
  /** Whether it is one task, which has as long as its test has: a worker may load the function and run it in one step. */
  readonly isAlone: boolean;
  readonly takes: 'input' | 'arguments';
  readonly rendezvous: Rendezvous | undefined;
  readonly starts: LaneStarts;
}

/** These tasks, for a worker to run in sequence. */
export function chunkOf({ fn, takes, rendezvous }: Order, tasks: readonly Task[]): ChunkOrder {
  return {
    fn: fn.number,
    takes,
    call: tasks[0]!.call.number,
    tasks: tasks.map((task) => [task.index, task.parcel as Packed] as const),
    rendezvous: rendezvous !== undefined,
  };
}
