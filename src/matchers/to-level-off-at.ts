import { UsageError, expected } from '../errors';
import { formatMs } from '../time/duration';
import { isSweep, type Sweep, type Within } from '../sweep/sweep';
import { workers } from '../sweep/table';
import { defineMatcher } from './define-matcher';
import { checkOptions, isCount } from './options';
import { otherKind } from './other-kind';

/** From which pool size on do more workers gain nothing? See `LanesMatchers` for what it claims. */
export const toLevelOffAt = defineMatcher(
  'toLevelOffAt',
  (received, [size, options = {}]: readonly [number, Within?], { isNot }) => {
    checkOptions(options, { within: isPart });
    isCount('size', size);
    const sweep = sweepToJudge(received);
    sweep.at(size);
    if (isNot) {
      throw new UsageError('`.not.toLevelOffAt(4)` would hold at 3 and at 5, so it says little. Say where it does.');
    }
    const found = sweep.levelsOffAt(options);
    return {
      pass: found === size,
      actual: found,
      expected: size,
      words: () => ({
        expected: `the time to level off at ${workers(size)}`,
        received: `${inWords(sweep, found)}\n${inBrief(sweep)}`,
      }),
    };
  },
);

function isPart(name: string, value: unknown): void {
  if (typeof value === 'number' && value >= 0 && value < 1) return;
  throw expected(name, 'a number from 0 up and below 1: a part of the time', value);
}

/** @throws UsageError if it is no sweep. */
export function sweepToJudge(received: unknown): Sweep {
  if (isSweep(received)) return received;
  const advice = received instanceof Promise ? 'Await it first.' : 'Give what `await sweepPoolSizes(…)` gave.';
  throw otherKind('a sweep', received, advice);
}

/** Its table, without empty lines. */
export function inBrief(sweep: Sweep): string {
  return sweep.toString().replaceAll('\n\n', '\n');
}

function inWords(sweep: Sweep, found: number | undefined): string {
  const { size, elapsed } = sweep.rows.at(-1)!;
  if (found !== undefined) return `levels off at ${workers(found)}, at ${formatMs(sweep.at(found).elapsed)}`;
  if (sweep.rows.length === 1) return `nothing but ${workers(size)} was tried, which took ${formatMs(elapsed)}`;
  return `still falls at ${workers(size)}, at ${formatMs(elapsed)}; nothing greater was tried`;
}
