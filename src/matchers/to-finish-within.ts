import { checkMs, formatMs, type Ms } from '../time/duration';
import { makespan } from '../trace/makespan';
import type { Trace } from '../trace/trace';
import { defineMatcher } from './define-matcher';
import { isSameLength, lastEnded, lengthInWords, wholeBody } from './length';
import { traceToJudge } from './received';
import { notOver, unfinishedIn, unfinishedInWords } from './unfinished';

/** Was all over within so long? See `LanesMatchers` for what it claims. */
export const toFinishWithin = defineMatcher('toFinishWithin', (received, [ms]: readonly [ms: Ms], { isNot }) => {
  checkMs('ms', ms);
  const trace = traceToJudge(received);
  const took = makespan(trace);
  const unfinished = unfinishedIn(trace);
  const isMeant = (length: Ms): boolean => length <= ms || isSameLength(length, ms);
  if (isNot && unfinished.length > 0 && isMeant(took)) throw notOver(received, unfinished);
  return {
    pass: unfinished.length === 0 && isMeant(took),
    actual: took,
    expected: ms,
    trace,
    words: () => ({
      expected: `${isNot ? 'more than' : 'at most'} ${formatMs(ms)} from the first start to the last end`,
      received: [lengthInWords(trace), ...unfinishedInWords(unfinished)].join('\n'),
      picture: pictureOf(trace, ms, isNot),
      hint: isNot ? undefined : wholeBody(received, isMeant),
    }),
  };
});

/** Marks who ended too late; under `.not`, who ended last. */
function pictureOf(trace: Trace, ms: Ms, isNot: boolean) {
  const last = lastEnded(trace);
  const limit = trace.spans[0]!.startedAt + ms;
  const late = trace.spans.filter((span) => span.endedAt > limit);
  const marks = isNot ? { ends: [last], meaning: 'last end' } : { ends: late, meaning: `after ${formatMs(limit)}` };
  return { marks, focus: { at: last.endedAt, spans: [last] } };
}
