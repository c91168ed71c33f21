import type { Chunk } from './engine';
import type { Task } from './task';

/** Runs a chunk right here, on the event loop that asked for it. */
export async function runHere(chunk: Chunk, lane: number): Promise<void> {
  for (const task of chunk) if (task.isQueued) await perform(task, lane);
}

async function perform(task: Task, lane: number): Promise<void> {
  task.start(lane);
  let result: unknown;
  try {
    result = await task.invoke();
  } catch (error) {
    return task.reject(error);
  }
  task.fulfil(result);
}
