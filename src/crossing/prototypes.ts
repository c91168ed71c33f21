import { types } from 'node:util';
import { attempt } from './attempt';

/** The class that a prototype belongs to. */
export interface ClassOf {
  readonly of: (...args: never[]) => unknown;
  readonly name: string;
}

/** The prototypes of an object with their classes, its own first. Ends at a proxy, whose traps are not ours to spring. */
export function* prototypesOf(value: object): Generator<[object, ClassOf]> {
  let prototype: unknown = Object.getPrototypeOf(value);
  while (typeof prototype === 'object' && prototype !== null && !types.isProxy(prototype)) {
    const of = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value as unknown;
    if (typeof of === 'function' && !types.isProxy(of)) {
      yield [prototype, { of: of as ClassOf['of'], name: nameOf(of) }];
    }
    prototype = Object.getPrototypeOf(prototype);
  }
}

/** A function's name, if that is a text, else `''`. */
export function nameOf(of: { readonly name: unknown }): string {
  const name = attempt(() => of.name);
  return typeof name === 'string' ? name : '';
}
