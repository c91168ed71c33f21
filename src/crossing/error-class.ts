import { requireOutside } from '../outside';
import type { ClassOf } from './prototypes';
import { prototypesOf } from './prototypes';

type ErrorClass = new () => Error;

/** The errors of the language, as this realm has them; `SuppressedError` is not there before Node 24. */
const NATIVE = new Map(
  [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError]
    .concat((globalThis as unknown as { SuppressedError?: ErrorConstructor }).SuppressedError ?? [])
    .map((native) => [native.name, native as ErrorClass]),
);

/** A class of errors that every realm knows. */
export type ErrorBase = string;

/** The nearest class of an error that every realm knows, or `undefined` if the object is of no class of errors. */
export function errorBaseOf(value: object): ErrorBase | undefined {
  for (const [prototype, { of, name }] of prototypesOf(value)) {
    if (NATIVE.has(name) && isNative(of)) return name;
    if (name === 'DOMException' && Object.hasOwn(prototype, Symbol.toStringTag)) return name;
    if (name === 'AssertionError' && Object.hasOwn(value, 'generatedMessage')) return name;
  }
  return undefined;
}

/** A user's class may have the name of a native one. */
function isNative(of: ClassOf['of']): boolean {
  return Function.prototype.toString.call(of).endsWith('{ [native code] }');
}

/** The name of the class that an object is of, or `''`. */
export function classNameOf(value: object): string {
  for (const [, { name }] of prototypesOf(value)) return name;
  return '';
}

const made = new Map<string, ErrorClass>();

/** This realm's class of errors with that name: the base itself, or a class of that name which extends it. */
export function errorClass(base: ErrorBase, name: string): ErrorClass {
  const theBase = base === 'AssertionError' ? assertionError() : NATIVE.get(base)!;
  if (name === base || name === '') return theBase;
  const key = `${base} ${name}`;
  if (!made.has(key)) made.set(key, { [name]: class extends theBase {} }[name]!);
  return made.get(key)!;
}

/** Loaded with the first such error: Node has not loaded it by itself. */
function assertionError(): ErrorClass {
  const { AssertionError } = requireOutside('node:assert') as { AssertionError: ErrorClass };
  return AssertionError;
}
