import { SOURCE } from '../trace/source';
import type { Source } from '../trace/span';
import { isSeveral, kindOf } from './received';
import { inASentence } from './who';

const MOST_NAMED = 3;

/**
 * What a message shows in `expect(…)`: the name of an observed function or a server, as `run.only(name)` takes it; of any
 * other function its own; of several things those of the first; else the kind of thing it is, such as `run`.
 */
export function subjectOf(received: unknown): string {
  if (isSeveral(received)) return `[${several(received.map(subjectOf))}]`;
  const name = nameOf(received);
  return name === undefined || name === '' ? kindOf(received) : inASentence(name);
}

/** The same, where two are told apart: `This run`, `The other one, fetchPage`. */
export function oneOfTwo(which: 'This' | 'The other', received: unknown): string {
  const [subject, kind] = [subjectOf(received), kindOf(received)];
  return subject === kind ? `${which} ${kind}` : `${which} one, ${subject}`;
}

function nameOf(received: unknown): string | undefined {
  if (received === null || (typeof received !== 'object' && typeof received !== 'function')) return undefined;
  if (SOURCE in received) return (received[SOURCE] as Source).name;
  return typeof received === 'function' ? received.name : undefined;
}

function several(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', ');
}

/** What a matcher was given, as the caller wrote it, as far as it is short. */
export function argumentsOf(args: readonly unknown[]): string {
  return args.map((arg) => shortly(arg) ?? 'expected').join(', ');
}

function shortly(arg: unknown): string | undefined {
  if (typeof arg === 'number' || typeof arg === 'boolean') return String(arg);
  if (typeof arg === 'string') return arg.includes('\n') ? undefined : `'${arg}'`;
  if (typeof arg !== 'object' || arg === null || Object.getPrototypeOf(arg) !== Object.prototype) return undefined;
  const members = Object.entries(arg).map(([key, value]) => `${key}: ${shortly(value) ?? '...'}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
