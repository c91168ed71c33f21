import type { Arrival } from './arrivals';
import type { Comparison } from './compare-order';
import type { Groups } from './expected-order';
import { nameOf } from './members';
import type { Order } from './order-options';

const MOST_SHOWN = 10;
const AROUND_FOCUS = 6;
const BEFORE_FOCUS = 2;
const MOST_NAMED = 5;

type Same = (value: unknown, arrival: Arrival) => boolean;

/** An expected order as a claim: `started in the order a, {b, c}, d`. */
export function claimOf(order: Order, groups: Groups, { tooEarly }: Comparison<Arrival>): string {
  const verb = { start: 'started in the order', finish: 'finished in the order', result: 'in the order' }[order];
  const texts = groups.map(([only, ...more]) => {
    return more.length === 0 ? nameOf(only) : `{${[only, ...more].map(nameOf).join(', ')}}`;
  });
  return `${verb} ${sequence(texts, tooEarly?.late.group)}`;
}

/** What came: the order, who was too early, and who should have come, should not have come, or came again. */
export function cameInWords(
  came: readonly Arrival[],
  compared: Comparison<Arrival>,
  missing: readonly string[],
): string {
  const { tooEarly, extra, repeated } = compared;
  const names = came.map((arrival) => arrival.name);
  return [
    names.length === 0 ? 'nothing' : sequence(names, tooEarly?.early.place),
    ...(tooEarly === undefined ? [] : [early(tooEarly)]),
    ...listed('missing', missing),
    ...listed(
      'not expected',
      extra.map((arrival) => arrival.name),
    ),
    ...listed(
      'repeated',
      repeated.map((arrival) => arrival.name),
    ),
  ].join('\n');
}

/** The members that are missing, with what is known of them. */
export function missingInWords(
  missing: readonly unknown[],
  came: readonly Arrival[],
  absent: readonly Arrival[],
  isSame: Same,
): readonly string[] {
  return missing.map((value) => {
    const known = absent.find((arrival) => isSame(value, arrival));
    if (known !== undefined) return `${known.name} (${known.when})`;
    return came.some((arrival) => isSame(value, arrival)) ? `${nameOf(value)} once more` : nameOf(value);
  });
}

function early({ early, late }: NonNullable<Comparison<Arrival>['tooEarly']>): string {
  const which = early.member.when === late.member.when ? 'at the same instant' : `which ${late.member.when}`;
  return `${early.member.name} ${early.member.when}, before ${late.member.name}, ${which}`;
}

function listed(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const more = names.length - MOST_NAMED;
  return [`${what}: ${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}

/** Names in their order; of many, those around the one to look at. */
function sequence(names: readonly string[], focus = 0): string {
  if (names.length <= MOST_SHOWN) return names.join(', ');
  const from = Math.max(0, Math.min(focus - BEFORE_FOCUS, names.length - AROUND_FOCUS));
  const until = from + AROUND_FOCUS;
  return [...(from > 0 ? ['...'] : []), ...names.slice(from, until), ...(until < names.length ? ['...'] : [])].join(
    ', ',
  );
}
