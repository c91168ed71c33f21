import { UsageError } from '../errors';
import { checkMs, formatMs, type Ms } from '../time/duration';
import { makespan } from '../trace/makespan';
import { defineMatcher } from './define-matcher';
import { giveOrTake, isSameLength, lastEnded, lengthInWords, wholeBody } from './length';
import { checkOptions, isPositiveMs } from './options';
import { traceToJudge } from './received';
import { unfinishedIn, unfinishedInWords } from './unfinished';

/** How exactly a length is claimed. */
export interface TakeOptions {
  /** How much more or less it may be, in milliseconds; needed on the real clock. */
  readonly within?: Ms;
}

type Args = readonly [ms: Ms, options?: TakeOptions];

/** Did it take just so long? See `LanesMatchers` for what it claims. */
export const toTake = defineMatcher('toTake', (received, [ms, options = {}]: Args, { isNot }) => {
  checkMs('ms', ms);
  checkOptions(options, { within: isPositiveMs });
  if (isNot) throw ambiguous(ms);
  const { within } = options;
  const trace = traceToJudge(received);
  if (within === undefined && trace.recording.clock === 'real') throw neverExact(ms);
  const took = makespan(trace);
  const unfinished = unfinishedIn(trace);
  const isMeant = (length: Ms): boolean => isSameLength(length, ms, within);
  return {
    pass: unfinished.length === 0 && isMeant(took),
    actual: took,
    expected: ms,
    trace,
    words: () => ({
      expected: `${within === undefined ? 'exactly ' : ''}${formatMs(ms)}${giveOrTake(within)}, from the first start to the last end`,
      received: [lengthInWords(trace), ...unfinishedInWords(trace)].join('\n'),
      picture: { marks: { ends: [lastEnded(trace)], meaning: 'last end' }, focus: focusOn(lastEnded(trace)) },
      hint: wholeBody(received, isMeant),
    }),
  };
});

function focusOn(span: ReturnType<typeof lastEnded>) {
  return { at: span.endedAt, spans: [span] };
}

function ambiguous(ms: Ms): UsageError {
  return new UsageError(
    `\`.not.toTake(${ms})\` would pass for any other length, shorter or longer. ` +
      `Write \`.toFinishWithin(…)\` for shorter, or \`.not.toFinishWithin(${ms})\` for longer.`,
  );
}

function neverExact(ms: Ms): UsageError {
  return new UsageError(
    `This was recorded on the real clock, on which nothing takes exactly ${formatMs(ms)}.\n` +
      'Say how much it may be off, on both sides: `{ within: 50 }`; or run it inside `simulate`.',
  );
}
