import { expected as expectedTo } from '../errors';
import { type Member, isObject } from './members';

type Equals = (a: unknown, b: unknown) => boolean;

/** An order: groups one after another, the members of a group in any order among themselves. */
export type Groups = readonly (readonly unknown[])[];

/**
 * Reads an expected order: each element is a member, or an array of members that may come in any order.
 *
 * A member may itself be an array (the arguments given to `starmap`). An array is a member if something received equals
 * it; else a set if something received equals an element of it. If neither says, it is what the received members are.
 *
 * @throws UsageError if it is empty, or has an empty set in it.
 */
export function groupsOf(expected: readonly unknown[], members: readonly Member[], equals: Equals): Groups {
  if (expected.length === 0) throw expectedTo('expected', 'an array of at least one member', expected);
  const keys = members.flatMap((member) => member.keys);
  const known = new Set(keys);
  const isKnown = (value: unknown) => known.has(value) || (isObject(value) && keys.some((key) => equals(key, value)));
  const areArrays = members.some((member) => member.keys.some((key) => Array.isArray(key)));

  return expected.map((element) => {
    if (!Array.isArray(element)) return [element];
    if (element.length === 0 && !areArrays)
      throw expectedTo('expected', 'made of members and sets that have some', expected);
    if (isKnown(element)) return [element];
    const isSet = element.some(isKnown) || !areArrays || element.every((one) => Array.isArray(one));
    return isSet && element.length > 0 ? (element as unknown[]) : [element];
  });
}
