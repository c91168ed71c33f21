import { AsyncLocalStorage } from 'node:async_hooks';
import { shared } from '../realm';
import type { Recording } from './trace';

/** What code running inside a task may need to know about that task. */
export interface TaskContext {
  /** The task's number in its recording: the `parent` of spans that begin inside it. */
  readonly spanId: number;
  /** The recording in which that number counts; spans of another recording have no parent here. */
  readonly recording: Recording;
  /** Draws from the task's own stream, from 0 up to but not including 1; none if it has no stream of its own. */
  readonly random: (() => number) | undefined;
}

/** In which task am I? Empty outside every task. One storage serves all copies of jest-lanes in a realm. */
export const taskContext = shared('task-context', () => new AsyncLocalStorage<TaskContext | undefined>());
