const REALM = Symbol.for('jest-lanes.realm');

const holder = globalThis as { [REALM]?: Map<string, unknown> };
if (holder[REALM] === undefined) Object.defineProperty(holder, REALM, { value: new Map(), configurable: true });
// Read once: in Jest's VM each look at the global object takes its time.
const things = holder[REALM] as Map<string, unknown>;

/**
 * What every copy of jest-lanes in this realm shares, kept on the global object: the setup file, the test's import and
 * the import after `jest.resetModules()` are different copies, and must still agree on one clock.
 *
 * @param key - the name of the thing shared.
 * @param make - makes it, once per realm.
 */
export function shared<T>(key: string, make: () => T): T {
  if (!things.has(key)) things.set(key, make());
  return things.get(key) as T;
}
