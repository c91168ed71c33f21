import { pack, packError, unpack } from '../../crossing/pack';
import { isPrimitive } from '../../crossing/parcel';
import { taskContext } from '../../trace/task-context';
import { PROGRESS_REAL_MS, type SliceOrder } from '../protocol';
import type { Surroundings } from './chunk';
import { keptFunction } from './kept-functions';
import { Lease } from './lease';
import { output } from './output';
import { TaskInLane } from './task-in-lane';
import { TURN } from './turn';

/** Runs the tasks of a slice in sequence, each whatever became of those before it, and tells when each ran. */
export async function runSlice(order: SliceOrder, at: Surroundings): Promise<void> {
  // In a promise's turn, as in the test itself: there microtasks come before ticks.
  await TURN;
  const [{ first, inputs, call }, { log, now, seed, recording }] = [order, at];
  const run = callerOf(order);
  const around = { seed, call, recording };
  // Who waits has started: so all of them are in flight at once, however soon they end.
  let startedAt = now();
  if (order.rendezvous && !(await at.meet())) return waitedInVain(inputs.length, startedAt, at);
  let toldAt = startedAt;
  const lease = inputs.length === 1 ? at.lease : new Lease(false);
  for (let place = 0; place < inputs.length; place++) {
    const index = (output.task = first + place);
    lease.begin({ call, index, left: inputs.length - place });
    let endedAt: number;
    try {
      const given = taskContext.run(new TaskInLane(around, index), run, unpack(inputs[place]));
      const isThere: boolean = isPrimitive(given);
      // What it has left to be done at once is done, as on every pool.
      if (isThere) await TURN;
      const packed = pack(isThere ? given : await given, 'result', at);
      log.ran(startedAt, (endedAt = now()), packed, false);
    } catch (error) {
      const packed = packError(error, at);
      log.ran(startedAt, (endedAt = now()), packed, true);
    }
    output.task = undefined;
    startedAt = endedAt;
    // What is lost with a worker that dies is no more than it did since it last told of it. The last one is told at once.
    if (endedAt - toldAt < PROGRESS_REAL_MS || place === inputs.length - 1) continue;
    await at.tell();
    startedAt = toldAt = now();
  }
}

/** Not the function itself: it has no `this`, and an async context would give it one. */
function callerOf({ fn, takes }: SliceOrder): (input: unknown) => unknown {
  const kept = keptFunction(fn);
  return takes === 'input' ? (input) => kept(input) : (args) => kept(...(args as readonly unknown[]));
}

/** The pool knows why. */
function waitedInVain(tasks: number, since: number, { log, now }: Surroundings): void {
  const until = now();
  for (let place = 0; place < tasks; place++) log.ran(place === 0 ? since : until, until, packError(undefined), true);
}
