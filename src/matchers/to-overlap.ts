import { formatMs } from '../time/duration';
import { overlap } from '../trace/overlap';
import { defineMatcher } from './define-matcher';
import { endOf, sameInstant, startOf, stretchBetween } from './moments';
import { checkDifferent, checkNamings, namedTask, type NamedTask, type TaskNaming } from './named-task';
import { traceToJudge } from './received';

/** Were two tasks in flight at the same time? See `LanesMatchers` for what it claims. */
export const toOverlap = defineMatcher(
  'toOverlap',
  (received, args: readonly [TaskNaming, TaskNaming], { isNot, equals }) => {
    checkNamings(args);
    const trace = traceToJudge(received);
    const [a, b] = [namedTask('a', args[0], trace, equals), namedTask('b', args[1], trace, equals)];
    checkDifferent(a, b);
    const pass = overlap(a.span, b.span);
    return {
      pass,
      actual: [a.span, b.span].map(({ startStep, endStep }) => [startStep, endStep]),
      expected: [a.name, b.name],
      trace,
      words: () => ({
        expected: `${a.name} and ${b.name} ${isNot ? 'never in flight' : 'in flight'} at the same time`,
        ...(pass ? both(a, b) : apart(a, b)),
      }),
    };
  },
);

function both(a: NamedTask, b: NamedTask) {
  const [from] = [startOf(a), startOf(b)].sort((x, y) => y.step - x.step) as [ReturnType<typeof startOf>];
  const [until] = [endOf(a), endOf(b)].sort((x, y) => x.step - y.step) as [ReturnType<typeof endOf>];
  const when = from.at === until.at ? `at ${formatMs(from.at)}` : `from ${formatMs(from.at)} to ${formatMs(until.at)}`;
  return {
    received: `both in flight ${when}${from.at === until.at ? `, from step ${from.step} to ${until.step}` : ''}`,
    picture: stretchBetween(from, until, 'both', [a.span, b.span]),
  };
}

function apart(a: NamedTask, b: NamedTask) {
  const [first, second] = a.span.startStep < b.span.startStep ? [a, b] : [b, a];
  const [end, start] = [endOf(first), startOf(second)];
  return {
    received: `${end.words}, before ${start.words}${sameInstant(end, start)}`,
    picture: stretchBetween(end, start, 'between them', [first.span, second.span]),
  };
}
