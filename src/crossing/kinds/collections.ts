import { types } from 'node:util';
import { mapKey, mapValue, setMember } from '../path';
import { kind } from './kind';

/** Also those of other realms have the methods of this one's, and no class of the user's gets in between. */
const forEachEntry = Map.prototype.forEach;
const forEachMember = Set.prototype.forEach;

/** A Map; also one of a class, which crosses as a plain one. */
export const maps = kind<Map<unknown, unknown>>({
  is: types.isMap,
  readShell: () => new Map(),
  writeMembers(value, parcel) {
    const entries: [unknown, unknown][] = [];
    forEachEntry.call(value, (item, key) => entries.push([key, item]));
    parcel.token(entries.length);
    for (const [index, [key, item]] of entries.entries()) {
      parcel.value(key, index, mapKey);
      parcel.value(item, [key, index], mapValue);
    }
  },
  readMembers(made, parcel) {
    for (let left = parcel.token() as number; left > 0; left--) {
      const key = parcel.value();
      made.set(key, parcel.value());
    }
  },
});

/** A Set; also one of a class, which crosses as a plain one. */
export const sets = kind<Set<unknown>>({
  is: types.isSet,
  readShell: () => new Set(),
  writeMembers(value, parcel) {
    const items: unknown[] = [];
    forEachMember.call(value, (item) => items.push(item));
    parcel.token(items.length);
    for (const [index, item] of items.entries()) parcel.value(item, index, setMember);
  },
  readMembers(made, parcel) {
    for (let left = parcel.token() as number; left > 0; left--) made.add(parcel.value());
  },
});
