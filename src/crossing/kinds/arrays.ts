import { inspect } from 'node:util';
import { attempt } from '../attempt';
import { isPrimitive } from '../parcel';
import { kind } from './kind';
import { readProperties, writeProperties } from './properties';

const SPARSE = -1;

/** Above this, listing an array's keys costs more than sending it. */
const LONG = 100;

function isDense(array: readonly unknown[]): boolean {
  for (let index = 0; index < array.length; index++) if (!Object.hasOwn(array, index)) return false;
  return true;
}

/** The own keys of a dense array that are no indexes: what `match` gives has `index`, `input` and `groups`. */
function namedKeys(array: readonly unknown[]): string[] {
  if (array.length > LONG && hasIndexesOnly(array)) return [];
  return Object.keys(array).slice(array.length);
}

/** Node's `inspect` lists the keys that are no indexes without the others; for anybody else that takes 100 ns an index. */
function hasIndexesOnly(array: readonly unknown[]): boolean {
  const drawn = inspect(array, { maxArrayLength: 0, depth: 0, customInspect: false });
  return drawn === `[ ... ${array.length} more items ]`;
}

function isFlat(array: readonly unknown[]): boolean {
  for (let index = 0; index < array.length; index++) {
    const item = array[index];
    if (!isPrimitive(item) || (item === undefined && !Object.hasOwn(array, index))) return false;
  }
  return namedKeys(array).length === 0;
}

/** Not by `slice`, which makes the copy by the constructor of the user's class, if the array is of one. */
function copyOf(array: readonly unknown[]): unknown[] {
  const copy: unknown[] = [];
  for (let index = 0; index < array.length; index++) copy.push(array[index]);
  return copy;
}

/** An array of primitives, which the channel carries by itself; so a hundred thousand numbers cost next to nothing. */
export const flatArrays = kind<unknown[]>({
  is: (value) => Array.isArray(value) && attempt(() => isFlat(value)) === true,
  writeShell: (value, parcel) => parcel.shell(copyOf(value)),
  readShell: (parcel) => copyOf(parcel.shell() as unknown[]),
});

/** Any other array; also one of a class, which crosses as a plain one. */
export const arrays = kind<unknown[]>({
  is: Array.isArray,
  readShell: () => [],
  writeMembers(value, parcel) {
    if (!isDense(value)) {
      parcel.token(SPARSE);
      parcel.token(value.length);
      return writeProperties(value, Object.keys(value), parcel);
    }
    parcel.token(value.length);
    for (let index = 0; index < value.length; index++) parcel.property(value, index);
    writeProperties(value, namedKeys(value), parcel);
  },
  readMembers(made, parcel) {
    const length = parcel.token() as number;
    if (length === SPARSE) made.length = parcel.token() as number;
    else for (let index = 0; index < length; index++) made.push(parcel.value());
    readProperties(made, parcel);
  },
});
