import { UsageError, expected } from '../errors';
import { putBack, stretch } from './stretch';
import { type AnyFunction, observationOf } from './observed';

/** The names of an object's methods. */
export type MethodOf<T> = { [K in keyof T]: T[K] extends AnyFunction ? K : never }[keyof T];

/**
 * Puts another function in the place of a method.
 *
 * @param replace - makes the other function, and is given what puts the first one back.
 */
export function replaceMethod<F extends AnyFunction>(
  object: object,
  key: PropertyKey,
  replace: (method: F, restore: () => void) => F,
): F {
  const method = methodOf(object, key) as F;
  if (observationOf(method) !== undefined) return method;
  const before = Object.getOwnPropertyDescriptor(object, key);
  const entry = { since: stretch.number, putBack: () => restore(object, key, ours, before) };
  const ours = replace(method, () => {
    const place = stretch.replaced.indexOf(entry);
    if (place !== -1) stretch.replaced.splice(place, 1)[0]!.putBack();
  });
  if (!place(object, key, ours, before)) throw fixed(key);
  stretch.replaced.push(entry);
  return ours;
}

/** Puts all observed methods back, the last first. */
export function restoreMethods(): void {
  putBack();
}

function methodOf(object: unknown, key: PropertyKey): AnyFunction {
  if ((typeof object !== 'object' && typeof object !== 'function') || object === null) {
    throw expected('object', 'an object that has the method', object);
  }
  const method: unknown = Reflect.get(object, key);
  if (typeof method === 'function') return method as AnyFunction;
  throw expected(
    'name',
    'the name of a method of the object',
    key,
    `\`${String(key)}\` is ${method === undefined ? 'not there' : 'no function'}.`,
  );
}

function place(object: object, key: PropertyKey, value: unknown, before: PropertyDescriptor | undefined): boolean {
  const enumerable = before?.enumerable ?? false;
  return (
    Reflect.defineProperty(object, key, { value, writable: true, configurable: true, enumerable }) ||
    (before?.get === undefined && Reflect.set(object, key, value))
  );
}

/** Puts back what was there, unless somebody has put something else there since. */
function restore(object: object, key: PropertyKey, ours: unknown, before: PropertyDescriptor | undefined): void {
  const now = Object.getOwnPropertyDescriptor(object, key);
  if (now?.value !== ours) return;
  if (before === undefined) Reflect.deleteProperty(object, key);
  else if (!Reflect.defineProperty(object, key, before)) Reflect.set(object, key, before.value);
}

function fixed(key: PropertyKey): UsageError {
  return new UsageError(
    `\`${String(key)}\` cannot be replaced where it is: the object is frozen, or an ES module.\n` +
      'Observe the function itself, and hand it to the code under test: `observe(fn)`.',
  );
}
