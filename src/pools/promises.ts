import type { Chunk } from './engine';

/** Runs a chunk right here, on the event loop that asked for it. */
export async function runHere(chunk: Chunk, lane: number): Promise<void> {
  for (const task of chunk) {
    if (!task.isQueued) continue;
    task.start(lane);
    let result: unknown;
    try {
      result = await task.invoke();
    } catch (error) {
      task.reject(error);
      continue;
    }
    task.fulfil(result);
  }
}
