import { checkMs, formatMs, type Ms } from '../time/duration';
import { makespan } from '../trace/makespan';
import type { Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import { defineMatcher } from './define-matcher';
import { isSameLength, lastEnded, lengthInWords, wholeBody } from './length';
import { traceToJudge } from './received';
import { notOver, unfinishedIn, unfinishedInWords } from './unfinished';
import { who } from './who';

/** Was all over within so long? See `LanesMatchers` for what it claims. */
export const toFinishWithin = defineMatcher('toFinishWithin', (received, [ms]: readonly [ms: Ms], { isNot }) => {
  checkMs('ms', ms);
  const trace = traceToJudge(received);
  const took = makespan(trace);
  const unfinished = unfinishedIn(trace);
  const isMeant = (length: Ms): boolean => length <= ms || isSameLength(length, ms);
  if (isNot && unfinished.length > 0 && isMeant(took)) throw notOver('it', trace);
  return {
    pass: unfinished.length === 0 && isMeant(took),
    actual: took,
    expected: ms,
    trace,
    words: () => ({
      expected: `${isNot ? 'more than' : 'at most'} ${formatMs(ms)} from the first start to the last end`,
      received: [lengthInWords(trace), ...lateInWords(trace, ms), ...unfinishedInWords(trace)].join('\n'),
      picture: pictureOf(trace, ms, isNot),
      hint: isNot ? undefined : wholeBody(received, isMeant),
    }),
  };
});

function limitOf(trace: Trace, ms: Ms): Ms {
  return trace.spans[0]!.startedAt + ms;
}

function lateIn(trace: Trace, ms: Ms): readonly Span[] {
  return trace.spans.filter((span) => span.endedAt > limitOf(trace, ms));
}

/** Who ended too late, unless it is the last alone, which is named already. */
function lateInWords(trace: Trace, ms: Ms): string[] {
  const late = lateIn(trace, ms);
  if (late.length < 2) return [];
  return [`${late.length} of ${trace.length} tasks ended after ${formatMs(limitOf(trace, ms))} (${who(late)})`];
}

/** Marks who ended too late; under `.not`, who ended last. */
function pictureOf(trace: Trace, ms: Ms, isNot: boolean) {
  const last = lastEnded(trace);
  const late = { ends: lateIn(trace, ms), meaning: `after ${formatMs(limitOf(trace, ms))}` };
  const marks = isNot ? { ends: [last], meaning: 'last end' } : late;
  return { marks, focus: { at: last.endedAt, spans: [last] } };
}
