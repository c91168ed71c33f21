import { formatMs } from '../time/duration';
import type { DrawOptions } from '../timeline/ascii';
import { inFlight, stretchesWhere } from '../trace/in-flight';
import type { Peak } from '../trace/peak-concurrency';
import { peakConcurrency } from '../trace/peak-concurrency';
import type { Trace } from '../trace/trace';
import type { Asked, Bounds, Counted } from './bounds';
import { askedOf, tooFew } from './bounds';
import { defineMatcher } from './define-matcher';
import { traceToJudge } from './received';
import { lanesInWords, ranInWorkers, who, whoInLanes } from './who';

/** How many were in flight at the busiest moment? See `LanesMatchers` for what it claims. */
export const toRunInParallel = defineMatcher(
  'toRunInParallel',
  (received, [count]: readonly [(number | Bounds)?], { isNot }) => {
    const asked = count === undefined ? SEVERAL : askedOf(count, IN_FLIGHT, isNot);
    const trace = traceToJudge(received);
    const peak = peakConcurrency(trace);
    return {
      pass: asked.atLeast <= peak.count && peak.count <= asked.atMost,
      actual: peak.count,
      expected: count ?? { atLeast: 2 },
      trace,
      words: () => ({
        expected: isNot ? asked.opposite : asked.claim,
        received: inWords(peak, trace),
        picture: { marks: isNot ? overlaps(asked, peak, trace) : breaches(asked, peak, trace), focus: peak },
        hint: isNot ? undefined : tooFew(asked, trace.length),
      }),
    };
  },
);

const SEVERAL: Asked = {
  atLeast: 2,
  atMost: Infinity,
  claim: 'at least 2 in flight at some moment',
  opposite: 'one at a time',
};

const IN_FLIGHT: Counted = {
  matcher: 'toRunInParallel',
  busiest: (count) => `${count} in flight at the busiest moment`,
  several: '`.toRunInParallel()`',
};

type Marks = NonNullable<DrawOptions['marks']>;

function inWords(peak: Peak, trace: Trace): string {
  const { count, at, spans } = peak;
  if (count > 1) return `${count} in flight at ${formatMs(at)}${inSteps(peak)} (${whoInLanes(spans)})`;
  if (trace.length === 1) return `only 1 task (${whoInLanes(spans)})`;
  return `never more than 1 in flight, of ${trace.length} tasks (${who(trace.spans)})${inLanes(trace)}`;
}

/** A moment that took no time lies between steps. */
function inSteps({ at, spans, fromStep, untilStep }: Peak): string {
  return spans.some(({ endedAt }) => endedAt === at) ? `, from step ${fromStep} to ${untilStep}` : '';
}

/** Which workers had them all. */
function inLanes({ spans }: Trace): string {
  if (!ranInWorkers(spans)) return '';
  const lanes = [...new Set(spans.map(({ lane }) => lane))].sort((a, b) => a - b);
  return `, in ${lanesInWords(lanes)}`;
}

/** Where too many were in flight; if never, where most were. One at a time is no moment to point at. */
function breaches({ atMost }: Asked, peak: Peak, trace: Trace): Marks {
  return peak.count > atMost ? above(atMost, trace) : atPeak(peak, trace);
}

/** Where what `.not` rules out happened. */
function overlaps({ atLeast, atMost }: Asked, peak: Peak, trace: Trace): Marks {
  return atMost === Infinity ? above(atLeast - 1, trace) : atPeak(peak, trace);
}

function above(limit: number, { spans }: Trace): Marks {
  return { stretches: stretchesWhere(inFlight(spans), (count) => count > limit), meaning: `more than ${limit}` };
}

function atPeak({ count: most }: Peak, { spans }: Trace): Marks {
  return { stretches: stretchesWhere(inFlight(spans), (count) => most > 1 && count === most), meaning: 'busiest' };
}
