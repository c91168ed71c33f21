import { randomStream } from '../time/random';
import { taskContext } from './task-context';

/** Draws for a whole simulation: in a task from the task's own stream, outside of tasks from the body's. */
export function drawsOf(seed: number): () => number {
  const outsideTasks = randomStream(seed, 'body');
  return () => (taskContext.getStore()?.random ?? outsideTasks)();
}
