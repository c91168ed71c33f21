import { UsageError, expected } from '../errors';
import { formatMs } from '../time/duration';
import { inFlight, stretchesWhere } from '../trace/in-flight';
import { makespan } from '../trace/makespan';
import type { Trace } from '../trace/trace';
import { utilisation } from '../trace/utilisation';
import { work } from '../trace/work';
import { defineMatcher } from './define-matcher';
import { idlenessInWords, idlenessOf } from './idleness';
import { checkLanes, type LanesOptions } from './lanes';
import { checkOptions, isCount } from './options';
import { ROUNDING, ratioInWords } from './ratio';
import { traceToJudge } from './received';

type Args = readonly [ratio: number, options?: LanesOptions];

/** Were the lanes busy for this share of the time? See `LanesMatchers` for what it claims. */
export const toKeepBusy = defineMatcher('toKeepBusy', (received, [ratio, options = {}]: Args, { isNot }) => {
  if (typeof ratio !== 'number' || !(ratio > 0 && ratio <= 1)) {
    throw expected('ratio', 'a number above 0, up to 1: the share of the time in which the lanes work', ratio);
  }
  checkOptions(options, { lanes: isCount });
  const trace = traceToJudge(received);
  const lanes = checkLanes(options.lanes, trace);
  if (makespan(trace) === 0) throw noTime();
  const share = utilisation(trace, lanes);
  return {
    pass: share >= ratio - ROUNDING,
    actual: share,
    expected: ratio,
    trace,
    words: () => ({
      expected: `${isNot ? 'less than' : 'at least'} ${Number((100 * ratio).toPrecision(12))} % busy`,
      received: [
        `${ratioInWords(100 * share, 100 * ratio)} % busy: ${inWords(trace, lanes)}`,
        ...idle(trace, lanes),
      ].join('\n'),
      picture: { marks: { stretches: notFull(trace, lanes), meaning: lanes === 1 ? 'idle' : 'a lane idle' } },
    }),
  };
});

const MOST_LISTED = 5;

function inWords(trace: Trace, lanes: number): string {
  const length = formatMs(makespan(trace));
  const time = lanes === 1 ? `1 lane of ${length}` : `${lanes} lanes of ${length} each`;
  return `${formatMs(work(trace))} of work in ${time}`;
}

/** How long each lane was idle, and when; the idlest first. Lanes of several servers have no names of their own. */
function idle(trace: Trace, lanes: number): string[] {
  if (trace.sources.length > 1) return [];
  const idleness = idlenessOf(trace);
  const never = lanes - idleness.length;
  const some = idleness.filter(({ ms }) => ms > 0).sort((a, b) => b.ms - a.ms);
  return [
    ...(never === 0 ? [] : [`${never} ${never === 1 ? 'lane' : 'lanes'} had no work at all`]),
    ...some.slice(0, MOST_LISTED).map(idlenessInWords),
    ...(some.length > MOST_LISTED ? [`and ${some.length - MOST_LISTED} more`] : []),
  ];
}

function notFull({ spans }: Trace, lanes: number) {
  return stretchesWhere(inFlight(spans), (count) => count < lanes).filter(({ from, until }) => until > from);
}

function noTime(): UsageError {
  return new UsageError('Nothing took any time, so no lane was ever busy or idle.');
}
