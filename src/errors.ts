import { inspect, types } from 'node:util';

/** The caller's mistake: thrown at the door, naming the argument, the rule and the value. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Words a usage error in the one shape all of them have.
 *
 * @param what - the argument, as the caller wrote it; printed in backquotes.
 * @param rule - what is right, with its range and unit: "a whole number from 1 up".
 * @param got - the value received.
 * @param advice - what to do instead, when that is not obvious.
 * @example expected('concurrency', 'a whole number from 1 up', 0).message
 * // => 'Expected `concurrency` to be a whole number from 1 up, got `0` (number).'
 */
export function expected(what: string, rule: string, got: unknown, advice?: string): UsageError {
  const sentence = `Expected \`${what}\` to be ${rule}, got \`${preview(got)}\` (${typeName(got)}).`;
  return new UsageError(advice === undefined ? sentence : `${sentence}\n${advice}`);
}

/** An invariant of ours that does not hold: never the caller's fault, so it says so. */
export function bug(fact: string, facts?: unknown): Error {
  return new Error(`Bug in jest-lanes: ${fact}. Please report it with the facts in \`cause\`.`, { cause: facts });
}

function preview(value: unknown): string {
  if (typeof value === 'function') return value.name === '' ? '[Function]' : `[Function ${value.name}]`;
  const text = onOneLine(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

function onOneLine(value: unknown): string {
  // Without its stack, which is many lines.
  if (types.isNativeError(value)) return `[${value.name}: ${value.message.split('\n', 1).join()}]`;
  return inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 5, maxStringLength: 60 });
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
