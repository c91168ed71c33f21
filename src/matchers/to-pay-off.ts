import { UsageError, expected } from '../errors';
import { type Ms, formatMs } from '../time/duration';
import { breakEven, type Cost, costOf } from '../trace/break-even';
import type { Judged } from '../trace/judged';
import type { Trace } from '../trace/trace';
import { work } from '../trace/work';
import { defineMatcher, type Finding } from './define-matcher';
import { isSameLength, lastEnded } from './length';
import { oneOfTwo } from './title';
import { tracesToCompare } from './traces-to-compare';
import { who } from './who';

/** What the start of workers has to pay off against. */
export interface PayOffOptions {
  /** The same tasks without those workers: the run of `serialPool()`, mostly. */
  readonly against: Judged;
}

/** Are the tasks long enough for the start of their pool? See `LanesMatchers` for what it claims. */
export const toPayOff = defineMatcher(
  'toPayOff',
  (received, [options]: readonly [PayOffOptions], { isNot }): Finding => {
    const against = againstOf(options);
    const [trace, other] = tracesToCompare(received, against, 'against');
    checkSameWork(trace, other);
    const [cost, its] = [costOf(trace), costOf(other)];
    checkStart(cost);
    const [took, itTook] = [total(cost), total(its)];
    return {
      pass: took < itTook && !isSameLength(took, itTook),
      actual: took,
      expected: itTook,
      trace,
      drawings: [
        { title: `${oneOfTwo('This', received)}, ${formatMs(took)} with the start:`, trace },
        { title: `${oneOfTwo('The other', against)}, ${formatMs(itTook)}:`, trace: other },
      ],
      words: () => ({
        expected: `the start of workers ${isNot ? 'not to pay' : 'to pay'} off: ${isNot ? 'at least' : 'less than'} the ${formatMs(itTook)} that the other took`,
        received: [
          `${formatMs(took)}, ${difference(took, itTook)}`,
          costInWords(cost, trace),
          breakEvenInWords(cost, its, work(other) / other.length),
        ].join('\n'),
      }),
    };
  },
);

function againstOf(options: unknown): Judged {
  const advice = 'Write `expect(run).toPayOff({ against: await simulate(() => serialPool().map(…)) })`.';
  if (typeof options !== 'object' || options === null || Object.keys(options).join() !== 'against') {
    throw expected('options', 'an object with `against` alone', options, advice);
  }
  return (options as PayOffOptions).against;
}

function checkSameWork(trace: Trace, other: Trace): void {
  if (trace.length === other.length) return;
  throw new UsageError(
    `Expected both to have run the same tasks, and this one ran ${trace.length === 1 ? '1 task' : `${trace.length} tasks`}, the other ${other.length}.`,
  );
}

/** Without a start there is nothing to pay for, and the claim would hold for any pool. */
function checkStart({ start }: Cost): void {
  if (start > 0) return;
  throw new UsageError(
    'Its first task started at once, so there is nothing to pay off. On the virtual clock a worker takes time to start if ' +
      '`simulate(body, { processStart: 50 })` says so.\n`toBeFasterThan` compares runs without a start.',
  );
}

function total({ start, work: after }: Cost): Ms {
  return start + after;
}

function difference(took: Ms, itTook: Ms): string {
  if (isSameLength(took, itTook)) return 'just as long';
  return `${formatMs(Math.abs(took - itTook))} ${took > itTook ? 'too long' : 'less'}`;
}

function costInWords(cost: Cost, trace: Trace): string {
  const [first, last] = [who(trace.spans.slice(0, 1)), who([lastEnded(trace)])];
  return `${formatMs(cost.start)} until the first task started (${first}), and ${formatMs(cost.work)} from then to the last end (${last})`;
}

function breakEvenInWords(cost: Cost, its: Cost, mean: Ms): string {
  const times = breakEven(cost, its);
  if (mean === 0) return 'its tasks take no time at all, for which no start pays';
  const tasks = `its tasks take ${formatMs(mean)} on average`;
  if (times === undefined)
    return `${tasks}; longer ones would not pay either, since it gains nothing once it has started`;
  return `${tasks}; it pays with tasks that take more than ${formatMs(mean * times)}`;
}
