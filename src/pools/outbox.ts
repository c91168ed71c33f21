import type { ResultOrder } from '../trace/run';
import type { Task } from './task';

/** Settled tasks that wait to be read, in input order or in the order in which they finished. */
export class Outbox<I> {
  readonly #waiting = new Map<number, Task<I>>();
  #putSoFar = 0;
  #next = 0;

  constructor(private readonly order: ResultOrder) {}

  get size(): number {
    return this.#waiting.size;
  }

  put(task: Task<I>): void {
    this.#waiting.set(this.order === 'input' ? task.index : this.#putSoFar++, task);
  }

  /** The one whose turn it is; undefined if it has not settled yet. */
  take(): Task<I> | undefined {
    const task = this.#waiting.get(this.#next);
    if (task !== undefined) this.#waiting.delete(this.#next++);
    return task;
  }
}
