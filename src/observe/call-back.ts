import { attend } from './attend';
import type { ObservedCall } from './observed-call';
import type { Caller } from './observed';

type Callback = (...results: readonly unknown[]) => unknown;

// Taken once: in Jest's VM each look at a global costs as much as the rest of a call.
const { apply } = Reflect;
const MakeProxy = Proxy;

/** Makes calls that end when they call back; one without a callback ends as any other does. */
export const byCallback: Caller = {
  call(call, fn, self, args) {
    const place = placeOfCallback(args);
    if (place === -1) return attend(() => apply(fn, self, args) as unknown, call);
    const callback = args[place] as Callback;
    const heard = args.with(place, new MakeProxy(callback, new Hearing(call)));
    try {
      return call.inside(() => apply(fn, self, heard) as unknown);
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
  for (let place = args.length - 1; place >= 0; place--) if (typeof args[place] === 'function') return place;
  return -1;
}

/** The same callback, which tells the call that it is over. What it does then is no part of the call. */
class Hearing implements ProxyHandler<Callback> {
  constructor(private readonly call: ObservedCall) {}

  apply(callback: Callback, self: unknown, args: readonly unknown[]): unknown {
    if (isError(args[0])) this.call.rejected(args[0]);
    else this.call.fulfilled(args.length > 2 ? args.slice(1) : args[1]);
    return this.call.outside((): unknown => apply(callback, self, args));
  }
}

/** Node's rule: a first argument that says something is an error. */
function isError(first: unknown): boolean {
  return first !== undefined && first !== null && first !== false;
}
