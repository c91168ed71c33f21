import { pack, packError, unpack } from '../../crossing/pack';
import type { LoadedTask } from '../../references/load-task';
import { taskContext } from '../../trace/task-context';
import type { Recording } from '../../trace/trace';
import type { ChunkOrder } from '../protocol';
import { mayBegin } from './farewell';
import { keptFunction } from './kept-functions';
import { output } from './output';
import type { Lease } from './lease';
import type { Log } from './log';
import { TaskInLane } from './task-in-lane';
import { TURN } from './turn';

/** What a chunk runs in. */
export interface Surroundings {
  readonly log: Log;
  readonly seed: number;
  readonly recording: Recording;
  /** For tasks that come one at a time. */
  readonly lease: Lease;
  readonly sharesMemory: boolean;
  /** Milliseconds, on the clock that the pool reads. */
  readonly now: () => number;
  /** Resolves when the other lanes have come as far; false if they never will. */
  readonly meet: () => Promise<boolean>;
  /** On the real clock: tells of what has come about. */
  readonly tell: () => Promise<void>;
}

/** Runs the tasks of a chunk in sequence, each whatever became of those before it. */
export async function runChunk(order: ChunkOrder, at: Surroundings): Promise<void> {
  // In a promise's turn, as in the test itself: there microtasks come before ticks.
  await TURN;
  const fn = keptFunction(order.fn);
  const indexes = order.tasks.map(([index]) => index);
  // Who waits has started: so all of them are in flight at once, however soon they end.
  const [first] = indexes as [number];
  if (order.rendezvous) at.log.add('start', first, at.now());
  if (order.rendezvous && !(await at.meet())) return waitedInVain(indexes, at);
  for (const [place, [index, input]] of order.tasks.entries()) {
    const { log, now } = at;
    if (place > 0 || !order.rendezvous) log.add('start', index, now());
    output.task = index;
    mayBegin({ call: order.call, task: index });
    try {
      const result = await taskContext.run(new TaskInLane({ ...at, call: order.call }, index), () =>
        call(fn, order, unpack(input)),
      );
      log.add('fulfil', index, pack(result, 'result', at), now());
    } catch (error) {
      log.add('reject', index, packError(error, at), now());
    }
    output.task = undefined;
  }
}

/** The pool knows why. */
function waitedInVain(indexes: readonly number[], { log, now }: Surroundings): void {
  for (const [place, index] of indexes.entries()) {
    if (place > 0) log.add('start', index, now());
    log.add('reject', index, packError(undefined), now());
  }
}

function call(fn: LoadedTask, { takes }: ChunkOrder, input: unknown): unknown {
  return takes === 'input' ? fn(input) : fn(...(input as readonly unknown[]));
}
