import type { Chunk, Slice } from '../pools/engine';
import type { Stretch } from '../trace/stretch';

/** Tasks that are objects, as a slice. */
export function sliceOf(chunk: Chunk): Slice {
  const { call, index: first } = chunk[0]!;
  const at = (index: number): Chunk[number] => chunk[index - first]!;
  return {
    call,
    first,
    length: chunk.length,
    labelOf: (index) => at(index).span.label,
    spanIdOf: (index) => at(index).span.id,
    parcelsFrom: (index) => chunk.slice(index - first).map((task) => task.parcel),
    start: (lane) => {
      // A call is called off as a whole: all of them, or none.
      if (!chunk[0]!.isQueued) return false;
      for (const task of chunk) task.start(lane);
      return true;
    },
    ended: (stretch) => settle(stretch, at),
  };
}

function settle({ first, times, values, failed, output, worker }: Stretch, at: (index: number) => Chunk[number]): void {
  const plain = worker === undefined ? {} : { worker };
  // One for all: whoever is told of them reads them at once.
  const taken = { startedAt: 0, endedAt: 0 };
  let nextFailed = 0;
  for (const [place, value] of values.entries()) {
    const facts = place === 0 && output !== undefined ? { ...plain, output } : plain;
    taken.startedAt = times[place]!;
    taken.endedAt = times[place + 1]!;
    if (failed[nextFailed] === place) {
      nextFailed += 1;
      at(first + place).reject(value, facts, taken);
    } else at(first + place).fulfil(value, facts, taken);
  }
}
