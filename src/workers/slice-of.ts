import type { Chunk, Slice } from '../pools/engine';

/** Tasks that are objects, as a slice. */
export function sliceOf(chunk: Chunk): Slice {
  const tasks = new Map(chunk.map((task) => [task.index, task]));
  const at = (index: number): Chunk[number] => tasks.get(index)!;
  return {
    call: chunk[0]!.call,
    indices: chunk.map((task) => task.index),
    labelOf: (index) => at(index).span.label,
    spanIdOf: (index) => at(index).span.id,
    parcelOf: (index) => at(index).parcel,
    isQueued: (index) => at(index).isQueued,
    start: (index, lane) => at(index).start(lane),
    fulfil: (index, result, facts, times) => at(index).fulfil(result, facts, times),
    reject: (index, error, facts, times) => at(index).reject(error, facts, times),
  };
}
