import type { Arrival, Arrivals } from './arrivals';
import type { Comparison } from './compare-order';
import type { Voice } from './define-matcher';
import type { Groups } from './expected-order';
import { nameOf, namesAmong } from './members';
import type { Order } from './order-options';

const MOST_SHOWN = 10;
const AROUND_FOCUS = 6;
const BEFORE_FOCUS = 2;
const MOST_NAMED = 5;

/** An expected order as a claim: `started in the order a, {b, c}, d`; under `.not` that it was another. */
export function claimOf(order: Order, groups: Groups, { tooEarly }: Comparison<Arrival>, isNot: boolean): string {
  const verb = { start: 'started ', finish: 'finished ', result: '' }[order];
  return `${verb}${isNot ? 'in another order than' : 'in the order'} ${sequence(groups, groupInWords, tooEarly?.late.group)}`;
}

function groupInWords([only, ...more]: Groups[number]): string {
  return more.length === 0 ? nameOf(only) : `{${[only, ...more].map(nameOf).join(', ')}}`;
}

/** What came: the order, who was too early, and who should have come, should not have come, or came again. */
export function cameInWords(
  { order, came, absent }: Arrivals,
  groups: Groups,
  { tooEarly, missing, extra, repeated }: Comparison<Arrival>,
  equals: Voice['equals'],
): string {
  const named = namesAmong(groups.flat());
  const missed = (value: unknown): string => {
    const isSame = (arrival: Arrival): boolean => arrival.keys.some((key) => equals(key, value));
    const known = absent.find(isSame);
    if (known !== undefined) return `${named(known)} (${known.when})`;
    return came.some(isSame) ? `${nameOf(value)} once more` : nameOf(value);
  };
  const andWhen = (one: Arrival): string => `${named(one)} (${one.when})`;
  return [
    came.length === 0 ? 'nothing' : sequence(came, named, tooEarly?.early.place),
    ...(tooEarly === undefined ? [] : [early(tooEarly, order, named)]),
    ...listed('missing', missing, missed),
    ...listed('not expected', extra, andWhen),
    ...listed('repeated', repeated, andWhen),
  ].join('\n');
}

type Named = (arrival: Arrival) => string;

function early({ early, late }: NonNullable<Comparison<Arrival>['tooEarly']>, order: Order, named: Named): string {
  const [one, other] = [early.member, late.member];
  const is = order === 'result' ? 'is ' : '';
  const which =
    one.when === other.when ? `at the same instant${inSteps(one, other, order)}` : `which ${is}${other.when}`;
  return `${named(one)} ${is}${one.when}${inLane(one, order)}, before ${named(other)}, ${which}${inOtherLane(other)}`;
}

/** Where time does not tell which came first, steps do. Elements of an array are never at one instant. */
function inSteps({ span: one }: Arrival, { span: other }: Arrival, order: Order): string {
  const step = order === 'finish' ? 'endStep' : 'startStep';
  return `: step ${one![step]} before step ${other![step]}`;
}

/** Who took it; at its end that matters of workers only. */
function inLane({ span }: Arrival, order: Order): string {
  if (span === undefined || (order !== 'start' && span.worker === undefined)) return '';
  return ` in lane ${span.lane}`;
}

/** In which worker the other one was. */
function inOtherLane({ span }: Arrival): string {
  return span?.worker === undefined ? '' : ` in lane ${span.lane}`;
}

// Of many no more are named than are shown: it takes a while to find words for a value.
function listed<T>(what: string, those: readonly T[], named: (one: T) => string): string[] {
  if (those.length === 0) return [];
  const more = those.length - MOST_NAMED;
  const names = those.slice(0, MOST_NAMED).map((one) => named(one));
  return [`${what}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}

/** Those in their order; of many, the ones around the one to look at. */
function sequence<T>(those: readonly T[], named: (one: T) => string, focus = 0): string {
  if (those.length <= MOST_SHOWN) return those.map((one) => named(one)).join(', ');
  const from = Math.max(0, Math.min(focus - BEFORE_FOCUS, those.length - AROUND_FOCUS));
  const until = from + AROUND_FOCUS;
  const shown = those.slice(from, until).map((one) => named(one));
  return [...(from > 0 ? ['...'] : []), ...shown, ...(until < those.length ? ['...'] : [])].join(', ');
}
