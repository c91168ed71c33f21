import { types } from 'node:util';
import { attempt } from '../attempt';
import type { ErrorBase } from '../error-class';
import { classNameOf, errorBaseOf, errorClass } from '../error-class';
import type { Outgoing } from './kind';
import { kind } from './kind';

/** An error and all that it knows: what a person needs of it, so it is never refused. */
export const errors = kind<Error>({
  is: (value) => types.isNativeError(value) || errorBaseOf(value) !== undefined,
  isForgiving: true,
  writeShell(value, parcel) {
    parcel.shell(errorBaseOf(value) ?? 'Error');
    parcel.shell(classNameOf(value));
    parcel.shell(inherited(value, 'name'));
    parcel.shell(inherited(value, 'message'));
    parcel.shell(textOf(() => value.stack));
  },
  readShell(parcel) {
    const [base, className] = [parcel.shell() as ErrorBase, parcel.shell() as string];
    const [name, message] = [parcel.shell(), parcel.shell()] as [string?, string?];
    const made = make(base, className, message, name);
    if (made.name !== name) define(made, 'name', name);
    if (made.message !== message) define(made, 'message', message);
    define(made, 'stack', parcel.shell());
    return made;
  },
  writeMembers(value, parcel) {
    const keys = ownKeys(value, parcel);
    parcel.token(keys.length);
    for (const key of keys) {
      parcel.token(key);
      parcel.token(isEnumerable(value, key));
      parcel.property(value, key);
    }
  },
  readMembers(made, parcel) {
    for (let left = parcel.token() as number; left > 0; left--) {
      const [key, enumerable] = [parcel.token() as string, parcel.token() as boolean];
      define(made, key, parcel.value(), enumerable);
    }
  },
});

function make(base: ErrorBase, className: string, message?: string, name?: string): Error {
  if (base === 'DOMException') return new DOMException(message, name);
  return Reflect.construct<[], Error>(Error, [], errorClass(base, className));
}

/** What is not enumerable and cannot cross is no loss: Node gives its errors a `toString` of that sort. */
function ownKeys(error: Error, parcel: Outgoing): string[] {
  return Object.getOwnPropertyNames(error).filter(
    (key) => key !== 'stack' && (key === 'message' || isEnumerable(error, key) || parcel.carries(error, key)),
  );
}

const isEnumerable = (error: Error, key: string): boolean => Object.prototype.propertyIsEnumerable.call(error, key);

/** What the error's class says, also where the error itself says something else. */
function inherited(error: Error, key: 'name' | 'message'): string | undefined {
  return textOf((): unknown => Reflect.get(Object.getPrototypeOf(error) as object, key, error));
}

function textOf(read: () => unknown): string | undefined {
  const text = attempt(read);
  return typeof text === 'string' ? text : undefined;
}

function define(made: Error, key: string, value: unknown, enumerable = false): void {
  Object.defineProperty(made, key, { value, enumerable, writable: true, configurable: true });
}
