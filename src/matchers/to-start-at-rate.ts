import { expected } from '../errors';
import { formatMs, type Ms } from '../time/duration';
import { busiestWindow } from '../trace/busiest-window';
import { askedOf, type Bounds, type Counted, tooFew } from './bounds';
import { defineMatcher } from './define-matcher';
import { checkOptions, isBoolean, isPositiveMs } from './options';
import { traceToJudge } from './received';
import { busiestInWords, busiestPicture, sparsestInWords, sparsestPicture, starts } from './starts-in-window';
import { askedOfEvery, checkClock, windowToJudge } from './sustained';

/** What `toStartAtRate` counts starts by. */
export interface RateOptions {
  /** The length of the window, in milliseconds. */
  readonly per: Ms;
  /**
   * Whether it claims so many of every window between the first start and the last, and not of the busiest one only.
   * Default false.
   */
  readonly sustained?: boolean;
}

type Args = readonly [count: number | Bounds, options: RateOptions];

/** How many tasks started in the busiest window of some length, or in every one? See `LanesMatchers` for what it claims. */
export const toStartAtRate = defineMatcher('toStartAtRate', (received, [count, options]: Args, { isNot }) => {
  checkOptions(options, { per: isPositiveMs, sustained: isBoolean });
  const { per, sustained } = options as Partial<RateOptions>;
  if (per === undefined) throw expected('per', 'a number of milliseconds above 0', per);
  const asked = sustained === true ? askedOfEvery(count, per, isNot) : askedOf(count, startsPer(per), isNot);
  const trace = traceToJudge(received);
  if (sustained === true) checkClock(trace, asked);
  const busiest = busiestWindow(trace, per);
  const most = busiest.spans.length;
  const sparsest = sustained === true && most <= asked.atMost ? windowToJudge(trace, per) : undefined;
  const judged = sparsest?.spans.length ?? most;
  return {
    pass: asked.atLeast <= judged && judged <= asked.atMost,
    actual: judged,
    expected: count,
    trace,
    words: () => ({
      expected: isNot ? asked.opposite : asked.claim,
      received: sparsest === undefined ? busiestInWords(busiest, per, trace) : sparsestInWords(sparsest, per, isNot),
      picture: sparsest === undefined ? busiestPicture(busiest, per) : sparsestPicture(sparsest, per),
      hint: isNot ? undefined : tooFew(asked, trace.length),
    }),
  };
});

function startsPer(per: Ms): Counted {
  return {
    matcher: 'toStartAtRate',
    busiest: (count) => `${starts(count)} in the busiest ${formatMs(per)}`,
    several: '`{ atLeast: 2 }`',
  };
}
