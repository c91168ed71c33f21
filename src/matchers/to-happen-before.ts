import { UsageError } from '../errors';
import { happensBefore } from '../trace/overlap';
import { defineMatcher } from './define-matcher';
import { endOf, sameInstant, startOf, stretchBetween } from './moments';
import { checkDifferent, checkNamings, namedTask, type NamedTask, type TaskNaming } from './named-task';
import { traceToJudge } from './received';

/** Was one task over before another started? See `LanesMatchers` for what it claims. */
export const toHappenBefore = defineMatcher(
  'toHappenBefore',
  (received, args: readonly [TaskNaming, TaskNaming], { isNot, equals }) => {
    checkNamings(args);
    const trace = traceToJudge(received);
    const [a, b] = [namedTask('a', args[0], trace, equals), namedTask('b', args[1], trace, equals)];
    checkDifferent(a, b);
    if (isNot) throw ambiguous();
    return {
      pass: happensBefore(a.span, b.span),
      actual: [a.span.endStep, b.span.startStep],
      expected: [a.name, b.name],
      trace,
      words: () => ({ expected: `${a.name} over before ${b.name} starts`, ...tooEarly(a, b) }),
    };
  },
);

function tooEarly(a: NamedTask, b: NamedTask) {
  const [start, end] = [startOf(b), endOf(a)];
  return {
    received: `${start.words}, before ${end.words}${sameInstant(start, end)}`,
    picture: stretchBetween(start, end, 'too early', [a.span, b.span]),
  };
}

function ambiguous(): UsageError {
  return new UsageError(
    '`.not.toHappenBefore(a, b)` would pass if they overlap, and if `b` comes first. ' +
      'Write `toOverlap(a, b)` or `toHappenBefore(b, a)`.',
  );
}
