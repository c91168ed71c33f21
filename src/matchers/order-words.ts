import type { Arrival, Arrivals } from './arrivals';
import type { Comparison } from './compare-order';
import type { Voice } from './define-matcher';
import type { Groups } from './expected-order';
import { nameOf } from './members';
import type { Order } from './order-options';

const MOST_SHOWN = 10;
const AROUND_FOCUS = 6;
const BEFORE_FOCUS = 2;
const MOST_NAMED = 5;

/** An expected order as a claim: `started in the order a, {b, c}, d`. */
export function claimOf(order: Order, groups: Groups, { tooEarly }: Comparison<Arrival>): string {
  const verb = { start: 'started in the order', finish: 'finished in the order', result: 'in the order' }[order];
  const texts = groups.map(([only, ...more]) => {
    return more.length === 0 ? nameOf(only) : `{${[only, ...more].map(nameOf).join(', ')}}`;
  });
  return `${verb} ${sequence(texts, tooEarly?.late.group)}`;
}

/** What came: the order, who was too early, and who should have come, should not have come, or came again. */
export function cameInWords(arrivals: Arrivals, compared: Comparison<Arrival>, equals: Voice['equals']): string {
  const { tooEarly, missing, extra, repeated } = compared;
  const names = arrivals.came.map((arrival) => arrival.name);
  const namesOf = (those: readonly Arrival[]): string[] => those.map((arrival) => arrival.name);
  return [
    names.length === 0 ? 'nothing' : sequence(names, tooEarly?.early.place),
    ...(tooEarly === undefined ? [] : [early(tooEarly, arrivals.order)]),
    ...listed('missing', missingInWords(missing, arrivals, equals)),
    ...listed('not expected', namesOf(extra)),
    ...listed('repeated', namesOf(repeated)),
  ].join('\n');
}

/** What is missing, with what is known of it. */
function missingInWords(missing: readonly unknown[], { came, absent }: Arrivals, equals: Voice['equals']): string[] {
  // No more than will be named, since it takes a while to look for one.
  const named = missing.slice(0, MOST_NAMED).map((value) => {
    const isSame = (arrival: Arrival): boolean => arrival.keys.some((key) => equals(key, value));
    const known = absent.find(isSame);
    if (known !== undefined) return `${known.name} (${known.when})`;
    return came.some(isSame) ? `${nameOf(value)} once more` : nameOf(value);
  });
  return [...named, ...missing.slice(MOST_NAMED).map(nameOf)];
}

function early({ early, late }: NonNullable<Comparison<Arrival>['tooEarly']>, order: Order): string {
  const [one, other] = [early.member, late.member];
  const which = one.when === other.when ? `at the same instant${inSteps(one, other, order)}` : `which ${other.when}`;
  return `${one.name} ${one.when}${inLane(one, order)}, before ${other.name}, ${which}${inOtherLane(other)}`;
}

/** Where time does not tell which came first, steps do. */
function inSteps({ span: one }: Arrival, { span: other }: Arrival, order: Order): string {
  if (one === undefined || other === undefined) return '';
  const step = order === 'finish' ? 'endStep' : 'startStep';
  return `: step ${one[step]} before step ${other[step]}`;
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
