import { attend } from './attend';
import type { ObservedCall } from './observed-call';
import type { Caller } from './observed';

type Callback = (...results: readonly unknown[]) => unknown;

/** Makes calls that end when they call back; one without a callback ends as any other does. */
export const byCallback: Caller = {
  call(call, fn, self, args) {
    const place = placeOfCallback(args);
    if (place === -1) return attend(() => Reflect.apply(fn, self, args) as unknown, call);
    const heard = args.with(place, hearing(args[place] as Callback, call));
    try {
      return call.inside(() => Reflect.apply(fn, self, heard) as unknown);
    } catch (error) {
      call.rejected(error);
      throw error;
    }
  },
  inputOf(args) {
    const place = placeOfCallback(args);
    return place === -1 ? args : args.toSpliced(place, 1);
  },
};

function placeOfCallback(args: readonly unknown[]): number {
  return args.findLastIndex((arg) => typeof arg === 'function');
}

/** The same callback, which tells the call that it is over. What it does then is no part of the call. */
function hearing(callback: Callback, call: ObservedCall): Callback {
  return new Proxy(callback, {
    apply: (_, self: unknown, args: readonly unknown[]) => {
      const [error, ...results] = args;
      if (isError(error)) call.rejected(error);
      else call.fulfilled(results.length > 1 ? results : results[0]);
      return call.outside(() => Reflect.apply(callback, self, args));
    },
  });
}

/** Node's rule: a first argument that says something is an error. */
function isError(first: unknown): boolean {
  return first !== undefined && first !== null && first !== false;
}
