import { pack, packError, unpack } from '../../crossing/pack';
import { taskContext } from '../../trace/task-context';
import type { SliceOrder } from '../protocol';
import type { Surroundings } from './chunk';
import { keptFunction } from './kept-functions';
import { Lease } from './lease';
import { output } from './output';
import { TaskInLane } from './task-in-lane';

/** Runs the tasks of a slice in sequence, each whatever became of those before it, and tells when each ran. */
export async function runSlice(order: SliceOrder, at: Surroundings): Promise<void> {
  const fn = keptFunction(order.fn);
  const [{ inputs, call }, { log, now, seed, recording }] = [order, at];
  const indexAt = indicesOf(order);
  // Not the function itself: it has no `this`, and an async context would give it one.
  const run =
    order.takes === 'input' ? (input: unknown) => fn(input) : (args: unknown) => fn(...(args as readonly unknown[]));
  const around = { seed, call, recording };
  // Who waits has started: so all of them are in flight at once, however soon they end.
  const waitsSince = order.rendezvous ? now() : undefined;
  if (order.rendezvous && !(await at.meet())) return waitedInVain(inputs.length, waitsSince!, at);
  const isAlone = inputs.length === 1;
  const lease = isAlone ? at.lease : new Lease();
  for (let place = 0; place < inputs.length; place++) {
    const index = (output.task = indexAt(place));
    lease.begin({ call, index, left: inputs.length - place, isAlone });
    const startedAt = place === 0 && waitsSince !== undefined ? waitsSince : now();
    let endedAt: number;
    try {
      const result = await taskContext.run(new TaskInLane(around, index), run, unpack(inputs[place]));
      const packed = pack(result, 'result', at);
      log.ran(startedAt, (endedAt = now()), packed, false);
    } catch (error) {
      const packed = packError(error, at);
      log.ran(startedAt, (endedAt = now()), packed, true);
    }
    output.task = undefined;
    const told = at.progress?.(endedAt);
    if (told !== undefined) await told;
  }
}

function indicesOf({ indices }: SliceOrder): (place: number) => number {
  return typeof indices === 'number' ? (place) => indices + place : (place) => indices[place]!;
}

/** The pool knows why. */
function waitedInVain(tasks: number, since: number, { log, now }: Surroundings): void {
  const until = now();
  for (let place = 0; place < tasks; place++) log.ran(place === 0 ? since : until, until, packError(undefined), true);
}
