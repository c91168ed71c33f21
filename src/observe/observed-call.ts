import type { FreeLanes } from '../trace/free-lanes';
import type { OpenSpan } from '../trace/open-span';
import { taskContext } from '../trace/task-context';
import type { Attendant } from './attend';

/** One call of an observed function, as its span. It begins to run when code of it first does. */
export class ObservedCall implements Attendant {
  readonly #outer = taskContext.getStore();
  #lane = 0;

  constructor(
    private readonly span: OpenSpan,
    private readonly lanes: FreeLanes,
  ) {}

  inside<R>(work: () => R): R {
    if (this.span.state === 'queued') this.#start();
    // Observing changes nothing, so not the draws either.
    return this.span.run(this.#outer?.random, work);
  }

  /** Runs code that comes after the call, in the context in which the call was made: that of no task, mostly. */
  outside<R>(work: () => R): R {
    return taskContext.run(this.#outer, work);
  }

  fulfilled(result: unknown): void {
    if (this.#leaves()) this.span.end('fulfilled', { result });
  }

  rejected(error: unknown): void {
    if (this.#leaves()) this.span.end('rejected', { error });
  }

  #start(): void {
    this.#lane = this.lanes.take();
    // A call waits for nobody; one instant, not two readings of a clock that moves.
    this.span.start(this.#lane, this.span.queuedAt);
  }

  #leaves(): boolean {
    if (this.span.state === 'ended') return false;
    if (this.span.state === 'queued') this.#start();
    this.lanes.release(this.#lane);
    return true;
  }
}
