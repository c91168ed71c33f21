import { types } from 'node:util';
import { refusalOfInstance } from '../refusal';
import type { Incoming, Outgoing } from './kind';
import { kind } from './kind';
import { readProperties, writeProperties } from './properties';

const writeMembers = (value: object, parcel: Outgoing): void => writeProperties(value, Object.keys(value), parcel);
const readMembers = (made: object, parcel: Incoming): void => readProperties(made, parcel);

/** Whether it is an object as literals make them, in whichever realm. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || (prototype !== null && isObjectPrototype(prototype as object));
}

/** The one of another realm that was seen last: mostly there is one other. */
let foreign: object | undefined;

function isObjectPrototype(prototype: object): boolean {
  if (prototype === foreign) return true;
  if (types.isProxy(prototype)) return false;
  if (Object.getPrototypeOf(prototype) !== null || !Object.hasOwn(prototype, 'isPrototypeOf')) return false;
  foreign = prototype;
  return true;
}

/** An object literal. */
export const plainObjects = kind<object>({ is: isPlain, readShell: () => ({}), writeMembers, readMembers });

/** `Object.create(null)` */
export const bareObjects = kind<object>({
  is: (value) => Object.getPrototypeOf(value) === null,
  readShell: () => Object.create(null) as object,
  writeMembers,
  readMembers,
});

/** All that no other kind is for: an object of a class crosses as its own data, without the class. */
export const instances = kind<object>({
  is: () => true,
  refusal: refusalOfInstance,
  readShell: () => ({}),
  writeMembers,
  readMembers,
});
