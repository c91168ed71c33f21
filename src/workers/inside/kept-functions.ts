import { bug } from '../../errors';
import type { LoadedTask } from '../../references/load-task';

const functions = new Map<number, LoadedTask>();

/** From now on the pool calls this function by a number. */
export function keepFunction(number: number, fn: LoadedTask): void {
  functions.set(number, fn);
}

export function keptFunction(number: number): LoadedTask {
  const fn = functions.get(number);
  if (fn === undefined) throw bug('a function was called before it was loaded', { number });
  return fn;
}
