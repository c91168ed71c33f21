import { expected } from '../errors';
import { formatMs, type Ms } from '../time/duration';
import type { DrawOptions } from '../timeline/ascii';
import { busiestWindow, type Window } from '../trace/busiest-window';
import type { Trace } from '../trace/trace';
import { askedOf, type Bounds, type Counted, tooFew } from './bounds';
import { defineMatcher } from './define-matcher';
import { checkOptions, isTolerance } from './options';
import { traceToJudge } from './received';
import { who } from './who';

/** What `toStartAtRate` counts starts by. */
export interface RateOptions {
  /** The length of the window, in milliseconds. */
  readonly per: Ms;
}

const MOST_LISTED = 5;

type Args = readonly [count: number | Bounds, options: RateOptions];

/** How many tasks started in the busiest window of some length? See `LanesMatchers` for what it claims. */
export const toStartAtRate = defineMatcher('toStartAtRate', (received, [count, options]: Args, { isNot }) => {
  checkOptions(options, { per: isTolerance });
  const { per } = options as Partial<RateOptions>;
  if (per === undefined) throw expected('per', 'a number of milliseconds above 0', per);
  const asked = askedOf(count, startsPer(per), isNot);
  const trace = traceToJudge(received);
  const window = busiestWindow(trace, per);
  const most = window.spans.length;
  return {
    pass: asked.atLeast <= most && most <= asked.atMost,
    actual: most,
    expected: count,
    trace,
    words: () => ({
      expected: isNot ? asked.opposite : asked.claim,
      received: inWords(window, per, trace),
      picture: pictureOf(window, per),
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

function starts(count: number): string {
  return count === 1 ? '1 start' : `${count} starts`;
}

function inWords({ from, spans }: Window, per: Ms, trace: Trace): string {
  const { length } = trace;
  const names = who(spans);
  if (length === 1) return `only 1 task (${names})`;
  if (spans.length === 1)
    return `never more than 1 start in any ${formatMs(per)}, of ${length} tasks (${instants(trace)})`;
  return `${starts(spans.length)} from ${formatMs(from)} to before ${formatMs(from + per)} (${names})`;
}

/** When the first few started. */
function instants({ spans, length }: Trace): string {
  const listed = spans.slice(0, MOST_LISTED).map(({ startedAt }) => formatMs(startedAt));
  return `at ${listed.join(', ')}${length > MOST_LISTED ? ` and ${length - MOST_LISTED} more` : ''}`;
}

/** One start is no crowd to point at. */
function pictureOf({ from, spans }: Window, per: Ms): DrawOptions {
  if (spans.length === 1) return {};
  return { marks: { starts: spans, meaning: `the busiest ${formatMs(per)}` }, focus: { at: from, spans } };
}
