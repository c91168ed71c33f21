import { types } from 'node:util';
import { attempt } from '../attempt';
import { prototypesOf } from '../prototypes';
import type { Kind } from './kind';
import { kind } from './kind';

/* eslint-disable no-restricted-globals -- nobody asks for the time */
export const dates = kind<Date>({
  is: types.isDate,
  writeShell: (value, parcel) => parcel.shell(Date.prototype.getTime.call(value)),
  readShell: (parcel) => new Date(parcel.shell() as number),
});
/* eslint-enable no-restricted-globals */

/** `lastIndex` starts at 0 again, as it does in a structured clone. */
export const regularExpressions = kind<RegExp>({
  is: types.isRegExp,
  writeShell(value, parcel) {
    parcel.shell(value.source);
    parcel.shell(value.flags);
  },
  readShell: (parcel) => new RegExp(parcel.shell() as string, parcel.shell() as string),
});

/** `new Number(1)` and the like. A boxed symbol is no data, as the symbol is not. */
export const boxedPrimitives = kind<object>({
  is: types.isBoxedPrimitive,
  refusal: (value) =>
    types.isSymbolObject(value) ? { what: 'a symbol', advice: 'Send its name, as a string.' } : undefined,
  writeShell: (value, parcel) => parcel.shell(unboxed(value)),
  readShell: (parcel) => Object(parcel.shell()) as object,
});

function unboxed(value: object): unknown {
  if (types.isNumberObject(value)) return Number.prototype.valueOf.call(value);
  if (types.isStringObject(value)) return String.prototype.valueOf.call(value);
  if (types.isBooleanObject(value)) return Boolean.prototype.valueOf.call(value);
  return BigInt.prototype.valueOf.call(value as unknown as bigint);
}

/** What the web platform gives every realm, made anew from its text. */
function webText<T extends object>(name: string, textOf: (value: T) => string, make: (text: string) => T): Kind {
  return kind<T>({
    is: (value) => isNamed(value, name) && attempt(() => textOf(value as T)) !== undefined,
    writeShell: (value, parcel) => parcel.shell(textOf(value)),
    readShell: (parcel) => make(parcel.shell() as string),
  });
}

/** There are several classes of that name: jsdom has its own. */
function isNamed(value: object, name: string): boolean {
  for (const [prototype, { name: className }] of prototypesOf(value)) {
    if (className === name && (prototype as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === name)
      return true;
  }
  return false;
}

export const urls = webText(
  'URL',
  ({ href }: URL) => href,
  (href) => new URL(href),
);
export const searchParameters = webText('URLSearchParams', String, (text) => new URLSearchParams(text));
