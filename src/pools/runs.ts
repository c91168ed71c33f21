import { rememberRun, type Run } from '../trace/run';
import type { Call } from './call';
import type { Task } from './task';

/** The run in which each of these tasks gave something or failed. */
export function settledRun<I, R>(call: Call<I>, tasks: readonly Task<I>[]): Run<I, PromiseSettledResult<R>> {
  const settlements = tasks.map((task) => task.settlement as PromiseSettledResult<R>);
  return call.run(tasks, settlements);
}

/**
 * The run in which each of these tasks gave something.
 *
 * @param last - a failure that came after all of theirs.
 * @throws the first failure, untouched; of a call that was called off, the reason of that.
 */
export function fulfilledRun<I, R>(call: Call<I>, tasks: readonly Task<I>[], last?: PromiseRejectedResult): Run<I, R> {
  const settled = settledRun<I, R>(call, tasks);
  const failed = call.calledOff ?? settled.results.find(isRejected) ?? last;
  if (failed === undefined) return call.run(tasks, settled.results.map(valueOf));
  rememberRun(failed.reason, settled);
  throw failed.reason;
}

/** What a task gave; it throws what the task threw. */
export function valueOf<R>(settlement: PromiseSettledResult<R>): R {
  if (isRejected(settlement)) throw settlement.reason;
  return settlement.value;
}

export function isRejected(settlement: PromiseSettledResult<unknown>): settlement is PromiseRejectedResult {
  return settlement.status === 'rejected';
}
