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
  // A class may have a static `name` of its own.
  const name: unknown = typeof received === 'function' ? received.name : undefined;
  return typeof name === 'string' ? name : undefined;
}

function several(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', ');
}

const MOST_MEMBERS = 5;
const DEEPEST = 2;

/** What a matcher was given, as the caller wrote it, as far as it is short. */
export function argumentsOf(args: readonly unknown[]): string {
  return args.map((arg) => shortly(arg, 0) ?? 'expected').join(', ');
}

function shortly(arg: unknown, depth: number): string | undefined {
  if (typeof arg === 'number') return Object.is(arg, -0) ? '-0' : String(arg);
  if (typeof arg === 'boolean') return String(arg);
  if (typeof arg === 'bigint') return `${arg}n`;
  if (typeof arg === 'string') return arg.includes('\n') ? undefined : `'${inASentence(arg)}'`;
  if (typeof arg !== 'object' || arg === null || Object.getPrototypeOf(arg) !== Object.prototype) return undefined;
  return depth < DEEPEST ? fields(arg, depth) : undefined;
}

/** No getter is called for it: it may be part of what is judged, and it may throw. */
function fields(object: object, depth: number): string {
  const members = Object.entries(Object.getOwnPropertyDescriptors(object)).filter(([, { enumerable }]) => enumerable);
  const shown = members
    .slice(0, MOST_MEMBERS)
    .map(([key, member]) => `${inASentence(key)}: ${shortly(member.value, depth + 1) ?? '...'}`);
  if (shown.length === 0) return '{}';
  return `{ ${[...shown, ...(members.length > MOST_MEMBERS ? ['...'] : [])].join(', ')} }`;
}
