import { expected } from '../errors';

/** Checks one option, under its name. */
export type Check = (name: string, value: unknown) => void;

/**
 * Checks the options of a matcher. One that is undefined counts as left out.
 *
 * @param checks - the options there are, each with what checks its value.
 * @param what - the argument that holds them.
 * @throws UsageError if they are no object, hold an unknown one, or a wrong value.
 */
export function checkOptions(options: unknown, checks: Readonly<Record<string, Check>>, what = 'options'): void {
  const names = Object.keys(checks).map((name) => `\`${name}\``);
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw expected(what, `an object with ${names.join(' or ')}`, options);
  }
  for (const [name, value] of Object.entries(options)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check === undefined) {
      throw expected(what, `made of ${names.join(' and ')}`, options, `\`${name}\` is none of them.`);
    }
    if (value !== undefined) check(name, value);
  }
}

/** A whole number from 1 up. */
export const isCount: Check = (name, value) => {
  if (!Number.isSafeInteger(value) || (value as number) < 1) throw expected(name, 'a whole number from 1 up', value);
};

/** A number of milliseconds above 0. */
export const isPositiveMs: Check = (name, value) => {
  if (Number.isFinite(value) && (value as number) > 0) return;
  throw expected(name, 'a number of milliseconds above 0', value);
};

/** Yes or no. */
export const isBoolean: Check = (name, value) => {
  if (typeof value !== 'boolean') throw expected(name, '`true` or `false`', value);
};
