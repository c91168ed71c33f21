import type { Packed } from '../crossing/parcel';
import type { Task } from '../pools/task';
import type { EndFacts } from '../trace/open-span';
import { opened } from './opened';
import type { Order } from './order';
import { ENDING, lastBegun, WorkerDied } from './worker-died';

/** A task on its way in a lane of the virtual clock. */
export class RunningTask {
  /** Why it waited in vain for the other lanes. */
  unmet: Error | undefined;
  #hasRunAgain = false;

  /** @param done - called when it has settled. */
  constructor(
    readonly task: Task,
    readonly order: Order,
    private readonly done: () => void,
  ) {}

  get label(): string {
    return this.task.span.label;
  }

  /** The span of the task at an index, if that is this one. */
  spanIdOf(index: number): number | undefined {
    return this.task.index === index ? this.task.span.id : undefined;
  }

  /**
   * Whether the worker was gone before it began the task, and by no doing of the pool's: killed while it was idle, say.
   * Then the next one may run it, once.
   */
  mayRunAgain(died: unknown): boolean {
    const isUnknown = died instanceof WorkerDied && died[ENDING].reason === undefined;
    const hadBegun = lastBegun(this.task.index, this.task.call, died) !== undefined;
    const mayAgain = isUnknown && !hadBegun && !this.#hasRunAgain && this.order.rendezvous === undefined;
    this.#hasRunAgain = true;
    return mayAgain;
  }

  fulfil(result: Packed, facts: EndFacts): void {
    this.#settle(opened(result), facts);
  }

  reject(error: Packed, facts: EndFacts): void {
    this.#settle([this.unmet ?? opened(error)[0], true], facts);
  }

  /** It was lost with the worker. */
  lose(error: unknown, facts: EndFacts): void {
    this.order.rendezvous?.miss(this.label, error);
    this.#settle([error, true], facts);
  }

  #settle([value, hasFailed]: ReturnType<typeof opened>, facts: EndFacts): void {
    if (hasFailed) this.task.reject(value, facts);
    else this.task.fulfil(value, facts);
    this.done();
  }
}
