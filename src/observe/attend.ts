import { types } from 'node:util';
import { unheard } from './unheard';

/** Told how a call goes on, and how it ends. Only the first end counts. */
export interface Attendant {
  /** Runs code of the call in the call's own context. */
  inside<R>(work: () => R): R;
  fulfilled(value: unknown): void;
  rejected(error: unknown): void;
}

type Step = (this: unknown, ...args: unknown[]) => unknown;

const rejections = unheard();

/**
 * Makes a call, and gives what it gives, the very same: what a promise, a thenable or an async iterator comes to, the
 * attendant is told by and by.
 */
export function attend(call: () => unknown, attendant: Attendant): unknown {
  rejections.enter();
  let result: unknown;
  try {
    result = attendant.inside(call);
  } catch (error) {
    rejections.leave(undefined);
    attendant.rejected(error);
    throw error;
  }
  const isFresh = rejections.leave(result);
  if (types.isPromise(result)) listen(result, isFresh, attendant);
  else if (isThenable(result)) lieInWait(result, attendant);
  else if (isAsyncIterator(result)) goAlong(result, attendant);
  else attendant.fulfilled(result);
  return result;
}

function listen(promise: Promise<unknown>, isFresh: boolean, attendant: Attendant): void {
  const fulfilled = (value: unknown): void => {
    attendant.fulfilled(value);
    if (isFresh) rejections.fulfilled(promise);
  };
  const rejected = (error: unknown): void => {
    attendant.rejected(error);
    if (isFresh) rejections.rejected(promise, error);
  };
  rejections.listen(promise, fulfilled, rejected);
  if (isFresh) rejections.watch(promise);
}

interface Thenable {
  then: Step;
}

function isThenable(value: unknown): value is Thenable {
  return isObject(value) && isMethod(value, 'then');
}

/** Some thenables (queries) begin only when somebody calls `then`: so we do not, and hear what that somebody hears. */
function lieInWait(thenable: Thenable, attendant: Attendant): void {
  const { then: original } = thenable;
  shadow(thenable, 'then', function (fulfilled, rejected, ...more) {
    const isHeard = typeof rejected === 'function';
    const hearing: Step = function (value) {
      attendant.fulfilled(value);
      return typeof fulfilled === 'function' ? Reflect.apply(fulfilled, this, [value]) : value;
    };
    const failing: Step = function (error) {
      attendant.rejected(error);
      if (isHeard) return Reflect.apply(rejected, this, [error]) as unknown;
      throw error;
    };
    return Reflect.apply(original, this, [hearing, failing, ...more]);
  });
}

/** What an async generator gives; `return` and `throw` may be missing in one that is made by hand. */
type AsyncIteratorLike = Record<'next', Step> & Partial<Record<'return' | 'throw', Step>>;

function isAsyncIterator(value: unknown): value is AsyncIteratorLike {
  return isObject(value) && isMethod(value, Symbol.asyncIterator) && isMethod(value, 'next');
}

/** An iteration ends when it is done, fails, or is left early. */
function goAlong(iterator: AsyncIteratorLike, attendant: Attendant): void {
  const stepper: Attendant = {
    inside: (work) => attendant.inside(work),
    rejected: (error) => attendant.rejected(error),
    fulfilled: (result) => {
      if (isObject(result) && result['done'] === true) attendant.fulfilled(result['value']);
    },
  };
  for (const key of ['next', 'return', 'throw'] as const) {
    const step = iterator[key];
    if (typeof step !== 'function') continue;
    shadow(iterator, key, function (...args) {
      return attend(() => Reflect.apply(step, this, args), stepper);
    });
  }
}

/** Puts a function of its own before the one an object has or inherits. An object that takes none is left alone. */
function shadow(target: object, key: string, value: Step): void {
  Reflect.defineProperty(target, key, { value, configurable: true, writable: true, enumerable: false });
}

/** Whether an object has such a method, as far as it can be asked: getters and proxies may throw. */
function isMethod(object: Record<PropertyKey, unknown>, key: PropertyKey): boolean {
  try {
    return typeof object[key] === 'function';
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
