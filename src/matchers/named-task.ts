import { UsageError, expected } from '../errors';
import type { NeverStarted, Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import { type Member, nameOf, namesAmong, taskMembers } from './members';

const MOST_NAMED = 8;

/** Which task is meant: its label, what it was given, a pattern of either, or a function that says of a span. */
export type TaskNaming = ((span: Span) => boolean) | string | number | bigint | boolean | object;

/** A task that was meant, and what messages call it. */
export interface NamedTask {
  readonly name: string;
  readonly span: Span;
}

/**
 * The one task that is meant.
 *
 * @param what - the argument by which it was given.
 * @throws UsageError if there is none, or more than one, or if it never started.
 */
export function namedTask(
  what: string,
  meant: TaskNaming | undefined,
  { spans, neverStarted }: Trace,
  equals: (a: unknown, b: unknown) => boolean,
): NamedTask {
  if (meant === undefined) throw expected(what, 'a label, an input, or a function of a span', meant);
  const members = taskMembers<Span | NeverStarted>([...spans, ...neverStarted]);
  const found = members.filter(({ keys, task }) =>
    typeof meant === 'function'
      ? 'startStep' in task && Boolean((meant as (span: Span) => unknown)(task))
      : keys.some((key) => equals(key, meant)),
  );
  const [only, ...more] = found;
  if (only === undefined) throw absent(what, meant, members);
  if (more.length > 0) throw ambiguous(what, meant, found);
  const { task } = only;
  const name = namesAmong([meant])(only);
  if (!('startStep' in task)) {
    throw new UsageError(`\`${what}\` is ${name}, which was queued and never started, so it cannot be compared.`);
  }
  return { name, span: task };
}

/** @throws UsageError if both are the same. */
export function checkDifferent(a: NamedTask, b: NamedTask): void {
  if (a.span === b.span) throw new UsageError(`Both tasks are ${a.name}. Name two different ones.`);
}

function absent(what: string, meant: unknown, members: readonly Member[]): UsageError {
  return new UsageError(`No task is ${described(what, meant)}. There are: ${listed(members, meant)}.`);
}

function ambiguous(what: string, meant: unknown, found: readonly Member[]): UsageError {
  const ways = areTold(found) ? 'by its name here, or by' : 'by';
  return new UsageError(
    `${found.length} tasks are ${described(what, meant)}: ${listed(found, meant)}. ` +
      `Say which, ${ways} a function of the span: \`(span) => span.startedAt === 0\`.`,
  );
}

/** Whether each of them is meant by its name, and no other of them is. */
function areTold(found: readonly Member[]): boolean {
  return (
    found.every(({ name, keys }) => keys.includes(name)) && new Set(found.map(({ name }) => name)).size === found.length
  );
}

function described(what: string, meant: unknown): string {
  return typeof meant === 'function' ? `what \`${what}\` asks for` : `\`${what}\`, which is ${nameOf(meant)}`;
}

function listed(members: readonly Member[], meant: unknown): string {
  const more = members.length - MOST_NAMED;
  const names = members.slice(0, MOST_NAMED).map(namesAmong([meant]));
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
