import { UsageError, expected } from '../errors';
import { formatMs } from '../time/duration';
import type { NeverStarted, Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import { type Member, nameOf, namesAmong, type TaskMember, taskMembers } from './members';

const MOST_NAMED = 8;

/** Which task is meant: by its label, else by what it was given, or a pattern of these; or by a function of its span. */
export type TaskNaming = ((span: Span) => boolean) | string | number | bigint | boolean | object;

/** A task that was meant, and what messages call it. */
export interface NamedTask {
  readonly name: string;
  readonly span: Span;
}

/** @throws UsageError if one of the two is left out. */
export function checkNamings([a, b]: readonly [TaskNaming?, TaskNaming?]): void {
  for (const [what, meant] of Object.entries({ a, b })) {
    if (meant === undefined) throw expected(what, 'a label, an input, or a function of a span', meant);
  }
}

/**
 * The one task that is meant.
 *
 * @param what - the argument by which it was given.
 * @throws UsageError if there is none, or more than one, or if it never started.
 */
export function namedTask(
  what: string,
  meant: TaskNaming,
  { spans, neverStarted }: Trace,
  equals: (a: unknown, b: unknown) => boolean,
): NamedTask {
  const members = taskMembers<Span | NeverStarted>([...spans, ...neverStarted]);
  const found = membersMeant(members, meant, equals);
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

/** A name that is some task's is no other's input. */
function membersMeant<M extends TaskMember<Span | NeverStarted>>(
  members: readonly M[],
  meant: TaskNaming,
  equals: (a: unknown, b: unknown) => boolean,
): readonly M[] {
  if (typeof meant === 'function') {
    const isMeant = meant as (span: Span) => unknown;
    return members.filter(({ task }) => 'startStep' in task && Boolean(isMeant(task)));
  }
  const byName = members.filter(({ names }) => names.some((name) => equals(name, meant)));
  return byName.length > 0 ? byName : members.filter(({ keys }) => keys.some((key) => equals(key, meant)));
}

/** @throws UsageError if both are the same. */
export function checkDifferent(a: NamedTask, b: NamedTask): void {
  if (a.span === b.span) throw new UsageError(`Both tasks are ${a.name}. Name two different ones.`);
}

function absent(what: string, meant: unknown, members: readonly Member[]): UsageError {
  return new UsageError(`No task is ${described(what, meant)}. There are: ${listed(members, meant)}.`);
}

function ambiguous(what: string, meant: unknown, found: readonly TaskMember<Span | NeverStarted>[]): UsageError {
  const ways = areTold(found) ? 'by its name here, or by' : 'by';
  const timed = found.map((member) => ({ ...member, name: `${member.name} ${whenStarted(member.task)}` }));
  return new UsageError(
    `${found.length} tasks are ${described(what, meant)}: ${listed(timed, meant)}.\n` +
      `Say which, ${ways} a function of the span: \`(span) => span.startedAt === 0\`.`,
  );
}

function whenStarted(task: Span | NeverStarted): string {
  return 'startedAt' in task ? `(started at ${formatMs(task.startedAt)})` : '(never started)';
}

/** Whether each of them is meant by its name, and no other of them is. */
function areTold(found: readonly Member[]): boolean {
  return (
    found.every(({ name, keys }) => keys.includes(name)) && new Set(found.map(({ name }) => name)).size === found.length
  );
}

function described(what: string, meant: unknown): string {
  return typeof meant === 'function' ? `what \`${what}\` asks for` : `${nameOf(meant)}, which was given as \`${what}\``;
}

function listed(members: readonly Member[], meant: unknown): string {
  const more = members.length - MOST_NAMED;
  const names = members.slice(0, MOST_NAMED).map(namesAmong([meant]));
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
