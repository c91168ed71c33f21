import { expected } from '../errors';
import { formatMs, type Ms } from '../time/duration';
import type { Judged } from '../trace/judged';
import { makespan } from '../trace/makespan';
import { defineMatcher } from './define-matcher';
import { isSameLength, lengthInWords } from './length';
import { checkOptions } from './options';
import { ROUNDING, ratioInWords } from './ratio';
import { oneOfTwo } from './title';
import { tracesToCompare } from './traces-to-compare';

/** How much faster. */
export interface FasterOptions {
  /** At least so many times as fast; a number above 1. Left out, faster by whatever. */
  readonly by?: number;
}

type Args = readonly [other: Judged, options?: FasterOptions];

/** Did it take less time than the other? See `LanesMatchers` for what it claims. */
export const toBeFasterThan = defineMatcher('toBeFasterThan', (received, [other, options = {}]: Args, { isNot }) => {
  checkOptions(options, { by: isFactor });
  const { by } = options;
  const [trace, its] = tracesToCompare(received, other, 'other');
  const [took, itTook] = [makespan(trace), makespan(its)];
  const ratio = isSameLength(took, itTook) ? 1 : itTook / took;
  return {
    pass: by === undefined ? ratio > 1 : ratio >= by - ROUNDING,
    actual: ratio,
    expected: by ?? 1,
    trace,
    drawings: [
      { title: `${oneOfTwo('This', received)}, ${formatMs(took)}:`, trace },
      { title: `${oneOfTwo('The other', other)}, ${formatMs(itTook)}:`, trace: its },
    ],
    words: () => ({
      expected: `${claim(by, isNot)}, which took ${formatMs(itTook)}${limit(itTook, by, isNot)}`,
      received: `${lengthInWords(trace)}: ${inWords(ratio, by)}`,
    }),
  };
});

function isFactor(name: string, value: unknown): void {
  if (Number.isFinite(value) && (value as number) > 1) return;
  throw expected(name, 'a number above 1: so many times as fast', value);
}

function claim(by: number | undefined, isNot: boolean): string {
  if (by === undefined) return `${isNot ? 'no ' : ''}faster than the other`;
  return `${isNot ? 'less than' : 'at least'} ${by} times as fast as the other`;
}

function limit(itTook: Ms, by: number | undefined, isNot: boolean): string {
  if (by === undefined) return '';
  return `, so ${isNot ? 'more than' : 'at most'} ${formatMs(itTook / by)}`;
}

function inWords(ratio: number, by = 1): string {
  if (ratio === 1) return 'just as long';
  if (ratio === Infinity) return 'no time at all';
  if (ratio === 0) return 'the other took no time at all';
  return ratio > 1 ? `${ratioInWords(ratio, by)} times as fast` : `${ratioInWords(1 / ratio, 1)} times as slow`;
}
