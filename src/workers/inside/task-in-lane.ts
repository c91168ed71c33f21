import { randomStream } from '../../time/random';
import type { TaskContext } from '../../trace/task-context';
import type { Recording } from '../../trace/trace';

/** What a task of one call has in common with the others. */
export interface AroundTask {
  readonly seed: number;
  /** The number of the call on its clock. */
  readonly call: number;
  readonly recording: Recording;
}

/** What code running inside a task of this lane may need to know; its stream is made when it first draws. */
export class TaskInLane implements TaskContext {
  #draw: (() => number) | undefined;

  constructor(
    private readonly around: AroundTask,
    private readonly index: number,
  ) {}

  get spanId(): number {
    return -1 - this.index;
  }

  get recording(): Recording {
    return this.around.recording;
  }

  get random(): () => number {
    const { seed, call } = this.around;
    return (this.#draw ??= randomStream(seed, 'task', call, this.index));
  }
}
