import { UsageError, expected } from '../errors';
import { formatMs, type Ms } from '../time/duration';
import { busiestWindow } from '../trace/busiest-window';
import type { Trace } from '../trace/trace';
import { type Asked, askedOf, type Bounds, type Counted, tooFew } from './bounds';
import { defineMatcher, type Words } from './define-matcher';
import { giveOrTake } from './length';
import { checkOptions, isBoolean, isPositiveMs } from './options';
import { traceToJudge } from './received';
import { busiestInWords, busiestPicture, sparsestInWords, sparsestPicture, starts } from './starts-in-window';
import { askedOfEvery, windowToJudge } from './sustained';

/** What `toStartAtRate` counts starts by. */
export interface RateOptions {
  /** The length of the window, in milliseconds. */
  readonly per: Ms;
  /**
   * Whether it claims so many of every window between the first start and the last, and not of the busiest one only.
   * Default false.
   */
  readonly sustained?: boolean;
  /**
   * How much closer together or further apart than `per` starts may be, in milliseconds, below `per`; needed on the real
   * clock, where no two are exactly so far apart.
   */
  readonly within?: Ms;
}

type Args = readonly [count: number | Bounds, options: RateOptions];

/** How many tasks started in the busiest window of some length, or in every one? See `LanesMatchers` for what it claims. */
export const toStartAtRate = defineMatcher('toStartAtRate', (received, [count, options]: Args, { isNot }) => {
  const { per, sustained = false, within } = checkRate(options);
  const window = `${formatMs(per)}${giveOrTake(within)}`;
  const asked = sustained ? askedOfEvery(count, window, isNot) : askedOf(count, startsPer(window), isNot);
  const trace = traceToJudge(received);
  if (within === undefined && trace.recording.clock === 'real') throw neverEven(per);
  const { judged, pass, words } = verdict(trace, asked, options, isNot);
  return {
    pass,
    actual: judged,
    expected: count,
    trace,
    words: () => ({
      expected: isNot ? asked.opposite : asked.claim,
      ...words(),
      hint: isNot ? undefined : tooFew(asked, trace.length),
    }),
  };
});

/** How many started in the window that decides, and what there is to say of it. */
interface Verdict {
  readonly judged: number;
  readonly pass: boolean;
  readonly words: () => Pick<Words, 'received' | 'picture'>;
}

/** Too many are too many in the shortest window that is meant, and too few too few in the longest. */
function verdict(trace: Trace, asked: Asked, { per, sustained, within = 0 }: RateOptions, isNot: boolean): Verdict {
  const [shortest, longest] = [per - within, per + within];
  const most = startsIn(trace, shortest);
  if (most.judged > asked.atMost) return { ...most, pass: false };
  if (sustained !== true) {
    const decides = most.judged < asked.atLeast ? startsIn(trace, longest) : most;
    return { ...decides, pass: decides.judged >= asked.atLeast };
  }
  const sparsest = windowToJudge(trace, longest);
  return {
    judged: sparsest.spans.length,
    pass: sparsest.spans.length >= asked.atLeast,
    words: () => ({
      received: sparsestInWords(sparsest, longest, isNot),
      picture: sparsestPicture(sparsest, longest),
    }),
  };
}

function startsIn(trace: Trace, length: Ms): Omit<Verdict, 'pass'> {
  const busiest = busiestWindow(trace, length);
  return {
    judged: busiest.spans.length,
    words: () => ({ received: busiestInWords(busiest, length, trace), picture: busiestPicture(busiest, length) }),
  };
}

function checkRate(options: RateOptions): RateOptions {
  checkOptions(options, { per: isPositiveMs, sustained: isBoolean, within: isPositiveMs });
  const { per, within = 0 } = options as Partial<RateOptions>;
  if (per === undefined) throw expected('per', 'a number of milliseconds above 0', per);
  if (within >= per) throw expected('within', `below ${per}, which is \`per\``, within);
  return options;
}

function startsPer(window: string): Counted {
  return {
    matcher: 'toStartAtRate',
    busiest: (count) => `${starts(count)} in the busiest ${window}`,
    several: '`{ atLeast: 2 }`',
  };
}

function neverEven(per: Ms): UsageError {
  return new UsageError(
    'This was recorded on the real clock, on which no two starts are exactly so far apart.\n' +
      `Say how much closer or further apart they may be: \`{ within: ${per / 20} }\`; or run it inside \`simulate\`.`,
  );
}
