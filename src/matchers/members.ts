import { inspect } from 'node:util';
import { inWords } from '../trace/in-words';
import type { Queued } from '../trace/span';
import { spanNames } from '../trace/span-names';
import { LONGEST, inASentence } from './who';

/** Something that has a place in an order: an element of an array, or a task. */
export interface Member {
  /** What messages call it. */
  readonly name: string;
  /** What it may be expected as; the first of these that anything expected equals counts. */
  readonly keys: readonly unknown[];
  /** What a task was given, if it is an object that the label does not tell. */
  readonly given?: object | undefined;
}

/** A task that has a place in an order. */
export interface TaskMember<T> extends Member {
  /** Those of its keys that are names. */
  readonly names: readonly string[];
  readonly task: T;
}

/**
 * Tasks as members: expected by label, else by input; of several servers also by server. A call of an observed function
 * has all its arguments for its input: a single one may stand for itself.
 */
export function taskMembers<T extends Queued>(tasks: readonly T[]): readonly TaskMember<T>[] {
  const shown = spanNames(tasks);
  const hasSources = new Set(tasks.map((task) => task.source)).size > 1;
  return tasks.map((task, i) => {
    const { label, input, source } = task;
    const inputs = isSoleArgument(task) ? [input, (input as unknown[])[0]] : [input];
    const names = hasSources ? [label, `${source.name} ${label}`, source.name] : [label];
    const given = inputs.at(-1);
    const isTold = !isObject(given) || inWords(given) === label;
    return {
      name: inASentence(shown[i]!),
      keys: [...names, ...inputs],
      names,
      given: isTold ? undefined : given,
      task,
    };
  });
}

function isSoleArgument({ input, source }: Queued): boolean {
  return source.kind === 'function' && Array.isArray(input) && input.length === 1;
}

/** Elements of an array as members: expected by what `key` gives of them. */
export function elementMembers(
  elements: readonly unknown[],
  key: (element: unknown) => unknown = (element) => element,
): readonly (Member & { readonly when: string })[] {
  // Not `map`, which leaves out the holes of an array.
  return Array.from(elements, (element, index) => {
    const known = key(element);
    return {
      keys: [known],
      when: `at index ${index}`,
      // Words of values are dear, and mostly nobody asks for them.
      get name() {
        return nameOf(known);
      },
    };
  });
}

/** What messages call members where these are expected: among objects a task is told by what it was given too. */
export function namesAmong(expected: readonly unknown[]): (member: Member) => string {
  if (!expected.some(isObject)) return ({ name }) => name;
  return ({ name, given }) => (given === undefined ? name : `${name} ${nameOf(given)}`);
}

/** What messages call a value. */
export function nameOf(value: unknown): string {
  if (typeof value === 'string') return inASentence(value);
  if (isPattern(value)) return inASentence(value.toAsymmetricMatcher?.() ?? `${String(value)} ${shown(value.sample)}`);
  return inASentence(shown(value));
}

/** A value on one line; of a long one the beginning, with its closing bracket, so that a list of them can be read. */
function shown(value: unknown): string {
  const text = inspect(value, { depth: 1, breakLength: Infinity });
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}~ ${text.at(-1)}`;
}

/** A value that stands for all that match it: `expect.stringContaining('galaxy')`. */
interface Pattern {
  readonly sample?: unknown;
  toAsymmetricMatcher?(): string;
  toString(): string;
}

/** Whether a value stands for all that match it. */
export function isPattern(value: unknown): value is Pattern {
  return isObject(value) && 'asymmetricMatch' in value;
}

/** Whether a value is known by what it holds, and not only by what it is. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
