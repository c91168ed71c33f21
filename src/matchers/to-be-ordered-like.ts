import { UsageError, expected as expectedTo } from '../errors';
import type { DrawOptions } from '../timeline/ascii';
import { isJudged, type Judged } from '../trace/judged';
import type { Arrival, Arrivals } from './arrivals';
import { arrivalsOf } from './arrivals';
import type { Comparison } from './compare-order';
import { compareOrder } from './compare-order';
import { defineMatcher, type Voice } from './define-matcher';
import type { Groups } from './expected-order';
import { groupsOf } from './expected-order';
import type { OrderOptions } from './order-options';
import { checkOrderOptions } from './order-options';
import { cameInWords, claimOf } from './order-words';

type Args = readonly [expected: unknown, options?: OrderOptions];

/** Did tasks come in this order? See `LanesMatchers` for what it claims. */
export const toBeOrderedLike = defineMatcher('toBeOrderedLike', (received, [expected, given = {}]: Args, voice) => {
  checkExpected(expected);
  const options = checkOrderOptions(given);
  const arrivals = arrivalsOf(received, options);
  const groups = expectedGroups(expected, arrivals, voice);
  const compared = compareOrder(arrivals.came, groups, voice.equals);
  if (voice.isNot && !compared.sameMembers)
    throw notTheSameMembers(cameInWords(arrivals, groups, compared, voice.equals));
  return {
    pass: compared.sameMembers && compared.tooEarly === undefined,
    actual: arrivals.came.map((arrival) => arrival.keys[0]),
    expected: groups,
    trace: arrivals.trace,
    words: () => {
      return {
        expected: claimOf(arrivals.order, groups, compared, voice.isNot),
        received: cameInWords(arrivals, groups, compared, voice.equals),
        picture: pictureOf(arrivals.order, compared),
        hint: voice.isNot ? undefined : otherOrder(received, arrivals, groups, voice),
      };
    },
  };
});

function checkExpected(expected: unknown): asserts expected is readonly unknown[] | Judged {
  if (Array.isArray(expected) || isJudged(expected)) return;
  throw expectedTo('expected', 'an array of members, a run or a trace', expected);
}

/** An expected order as it is given: an array, or other work that was recorded, in its own order. */
function expectedGroups(
  expected: readonly unknown[] | Judged,
  { order, came, absent }: Arrivals,
  { equals }: Voice,
): Groups {
  if (isJudged(expected)) {
    const tasks = arrivalsOf(expected, { by: order === 'finish' ? 'finish' : 'start' }, 'expected').came;
    const labels = tasks.map((task) => task.keys[0]);
    // Tasks that share their labels are told apart by what they were given.
    return new Set(labels).size === labels.length
      ? labels.map((label) => [label])
      : tasks.map((task) => [task.keys.at(-1)]);
  }
  return groupsOf(expected, [...came, ...absent], equals);
}

function notTheSameMembers(inWords: string): UsageError {
  return new UsageError(
    '`.not.toBeOrderedLike` needs the same members in another order, since it would pass for any other members too.\n' +
      `Received: ${inWords}`,
  );
}

/** Marks who came too early; else who should not have come. */
function pictureOf(order: Arrivals['order'], { tooEarly, extra, repeated }: Comparison<Arrival>): DrawOptions {
  const [wrong, meaning] = tooEarly
    ? [[tooEarly.early.member], 'too early']
    : extra.length > 0
      ? [extra, 'not expected']
      : [repeated, 'repeated'];
  const spans = wrong.flatMap(({ span }) => span ?? []);
  const [first] = spans;
  if (first === undefined) return {};
  const at = order === 'finish' ? first.endedAt : first.startedAt;
  const marks = order === 'finish' ? { ends: spans, meaning } : { starts: spans, meaning };
  return { marks, focus: { at, spans: [tooEarly?.late.member.span ?? first, first] } };
}

/** Says so if the order is right in the other sense. */
function otherOrder(
  received: unknown,
  { order, trace }: Arrivals,
  groups: Groups,
  { equals }: Voice,
): string | undefined {
  if (trace === undefined || order === 'result') return undefined;
  const by = order === 'start' ? 'finish' : 'start';
  const { sameMembers, tooEarly } = compareOrder(arrivalsOf(received, { by }).came, groups, equals);
  return sameMembers && tooEarly === undefined
    ? `this is the order in which they ${by === 'start' ? 'started' : 'finished'}: \`{ by: '${by}' }\`.`
    : undefined;
}
