import type { Groups } from './expected-order';
import { isPattern, type Member } from './members';
import { Seats } from './seats';

/** How members that came compare with the order expected. */
export interface Comparison<M extends Member> {
  /** Whether exactly those came that were expected, in whatever order. */
  readonly sameMembers: boolean;
  /** Expected and did not come. */
  readonly missing: readonly unknown[];
  /** Came and were not expected. */
  readonly extra: readonly M[];
  /** Came more often than expected. */
  readonly repeated: readonly M[];
  /** The first that came too early, and the one that should have come long before; none if all came in order. */
  readonly tooEarly: { readonly early: Placed<M>; readonly late: Placed<M> } | undefined;
}

/** A member that was expected: where it came, and in which group of the expected order it belongs. */
export interface Placed<M extends Member> {
  readonly member: M;
  readonly place: number;
  readonly group: number;
}

/** Compares members, in the order in which they came, with an expected order. */
export function compareOrder<M extends Member>(
  came: readonly M[],
  groups: Groups,
  equals: (a: unknown, b: unknown) => boolean,
): Comparison<M> {
  if (cameInTurn(came, groups, equals)) return IN_ORDER;
  const seats = new Seats(groups, equals);
  const placed: Placed<M>[] = [];
  const extra: M[] = [];
  const repeated: M[] = [];
  for (const [place, member] of came.entries()) {
    const seat = seats.take(member);
    if (seat === 'unknown') extra.push(member);
    else if (seat === 'taken') repeated.push(member);
    else placed.push({ member, place, group: seat.group });
  }
  const missing = seats.free();
  const sameMembers = missing.length + extra.length + repeated.length === 0;
  return { sameMembers, missing, extra, repeated, tooEarly: firstTooEarly(placed) };
}

const IN_ORDER = { sameMembers: true, missing: [], extra: [], repeated: [], tooEarly: undefined };

/**
 * Whether each group was filled by those whose turn it was. Asked first where there are patterns: one matches members that
 * another place names, so who looks for places one by one may give a member the wrong one.
 */
function cameInTurn(came: readonly Member[], groups: Groups, equals: (a: unknown, b: unknown) => boolean): boolean {
  if (!groups.some((group) => group.some(isPattern))) return false;
  let next = 0;
  for (const group of groups) {
    const seats = new Seats([group], equals);
    const turn = came.slice(next, (next += group.length));
    if (turn.length < group.length || turn.some((member) => typeof seats.take(member) === 'string')) return false;
  }
  return next === came.length;
}

// Whoever came before somebody of an earlier group came too early.
function firstTooEarly<M extends Member>(placed: readonly Placed<M>[]): Comparison<M>['tooEarly'] {
  let found: Comparison<M>['tooEarly'];
  let late = placed.at(-1);
  for (let i = placed.length - 1; i >= 0; i--) {
    const one = placed[i]!;
    if (one.group > late!.group) found = { early: one, late: late! };
    else late = one;
  }
  return found;
}
