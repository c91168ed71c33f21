import { UsageError } from '../errors';
import { formatMs, type Ms, ROUNDING_MS } from '../time/duration';
import type { DrawOptions } from '../timeline/ascii';
import { type Interval, idleWhileQueued } from '../trace/idle-lanes';
import type { NeverStarted, Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import { defineMatcher } from './define-matcher';
import { checkLanes, type LanesOptions } from './lanes';
import { checkOptions, isCount, isPositiveMs } from './options';
import { traceToJudge } from './received';
import { lanesInWords, who } from './who';

/** What counts as idle. */
export interface WorkConservingOptions extends LanesOptions {
  /** How long a lane may be idle at a time, in milliseconds; needed on the real clock, where a hand-over takes time. */
  readonly within?: Ms;
}

const MOST_LISTED = 5;
const ALWAYS: Interval = { from: -Infinity, until: Infinity };

/** Was no lane idle while a task was queued? See `LanesMatchers` for what it claims. */
export const toBeWorkConserving = defineMatcher(
  'toBeWorkConserving',
  (received, [options = {}]: readonly [WorkConservingOptions?], { isNot }) => {
    checkOptions(options, { lanes: isCount, within: isPositiveMs });
    const { within } = options;
    const trace = traceToJudge(received);
    if (within === undefined && trace.recording.clock === 'real') throw neverAtOnce();
    if (waiting(trace, ALWAYS).length === 0) throw nobodyWaited();
    const lanes = checkLanes(options.lanes, trace);
    const idle = idleWhileQueued(trace, lanes).filter(({ from, until }) => until - from > (within ?? 0) + ROUNDING_MS);
    return {
      pass: idle.length === 0,
      actual: idle,
      expected: [],
      trace,
      words: () => ({
        expected: isNot ? 'a lane idle while a task waits' : `${allOf(lanes)} busy whenever a task waits`,
        received: idle.length === 0 ? noneIdle(trace) : inWords(idle, trace, lanes),
        picture: pictureOf(idle, trace),
      }),
    };
  },
);

/** Who was queued for some time within an interval. */
function waiting({ spans, neverStarted }: Trace, { from, until }: Interval): readonly (Span | NeverStarted)[] {
  return [...spans, ...neverStarted].filter((work) => {
    return work.queuedAt < waitedUntil(work) && work.queuedAt < until && waitedUntil(work) > from;
  });
}

function waitedUntil(work: Span | NeverStarted): Ms {
  return 'startedAt' in work ? work.startedAt : work.endedAt;
}

function allOf(lanes: number): string {
  if (lanes <= 2) return lanes === 1 ? 'the only lane' : 'both lanes';
  return `all ${lanes} lanes`;
}

function noneIdle(trace: Trace): string {
  const waited = waiting(trace, ALWAYS);
  const from = waited.reduce((least, { queuedAt }) => Math.min(least, queuedAt), Infinity);
  const until = waited.reduce((most, work) => Math.max(most, waitedUntil(work)), 0);
  return `no lane was idle while ${who(waited)} waited, between ${formatMs(from)} and ${formatMs(until)}`;
}

function inWords(idle: readonly Interval[], trace: Trace, lanes: number): string {
  const lines = idle.slice(0, MOST_LISTED).map((one) => {
    const when = `from ${formatMs(one.from)} to ${formatMs(one.until)}`;
    return `${idleLanes(trace, one, lanes)} idle ${when}, while ${who(waiting(trace, one))} waited`;
  });
  const more = idle.length - MOST_LISTED;
  return [...lines, ...(more > 0 ? [`and ${more === 1 ? 'once' : `${more} times`} more`] : [])].join('\n');
}

/** Which lanes these were, if the same all the time. */
function idleLanes({ spans }: Trace, { from, until }: Interval, lanes: number): string {
  const busy = new Set(spans.filter((span) => span.startedAt < until && span.endedAt > from).map(({ lane }) => lane));
  const idle = Array.from({ length: lanes }, (_, lane) => lane).filter((lane) => !busy.has(lane));
  if (idle.length === 0) return 'a lane was';
  if (idle.length > MOST_LISTED) return `${idle.length} lanes were`;
  return `${lanesInWords(idle)} ${idle.length === 1 ? 'was' : 'were'}`;
}

function pictureOf(idle: readonly Interval[], trace: Trace): DrawOptions {
  const [first] = idle;
  if (first === undefined) return {};
  const waited = waiting(trace, first).filter((work): work is Span => 'startStep' in work);
  // All of them take time, so no drawing of them counts in steps.
  const stretches = idle.map((one) => ({ ...one, fromStep: 0, untilStep: 0 }));
  return { marks: { stretches, meaning: 'a lane idle' }, focus: { at: first.from, spans: waited } };
}

function nobodyWaited(): UsageError {
  return new UsageError(
    'No task ever waited, so it proves nothing that no lane was idle meanwhile. ' +
      'Give the pool more tasks than it has lanes; calls of observed functions and requests never wait.',
  );
}

function neverAtOnce(): UsageError {
  return new UsageError(
    'This was recorded on the real clock, on which every hand-over takes a moment.\n' +
      'Say how long a lane may be idle: `{ within: 5 }`; or run it inside `simulate`.',
  );
}
