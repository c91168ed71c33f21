import { expected } from '../errors';
import type { Sweep, SweepRow } from '../sweep/sweep';
import { workers } from '../sweep/table';
import { formatMs } from '../time/duration';
import { defineMatcher } from './define-matcher';
import { checkOptions, isCount } from './options';
import { ROUNDING, ratioInWords } from './ratio';
import { inBrief, sweepToJudge } from './to-level-off-at';

/** A speed-up at a pool size. */
export interface SpeedUp {
  /** At least how many times as fast as with one worker; greater than 1. */
  readonly by: number;
  /** With how many workers; one of the sizes of the sweep. */
  readonly at: number;
}

/** How much faster are so many workers than one? See `LanesMatchers` for what it claims. */
export const toSpeedUp = defineMatcher('toSpeedUp', (received, [claim]: readonly [SpeedUp], { isNot }) => {
  const { by, at } = checkClaim(claim);
  const sweep = sweepToJudge(received);
  const { speedUp, elapsed } = rowAt(sweep, at);
  return {
    pass: speedUp >= by - ROUNDING,
    actual: speedUp,
    expected: by,
    words: () => ({
      expected: `${workers(at)} to be ${isNot ? 'less than' : 'at least'} ${by} times as fast as one`,
      received: `${inWords(speedUp, by)}, ${formatMs(elapsed)} instead of ${formatMs(elapsed * speedUp)}\n${inBrief(sweep)}`,
    }),
  };
});

function rowAt({ rows }: Sweep, at: number): SweepRow {
  const found = rows.find(({ size }) => size === at);
  if (found !== undefined) return found;
  throw expected('at', `one of the sizes of the sweep: ${rows.map(({ size }) => size).join(', ')}`, at);
}

function inWords(speedUp: number, by: number): string {
  return speedUp === 1 ? 'just as fast' : `${ratioInWords(speedUp, by)} times as fast`;
}

function checkClaim(claim: unknown): SpeedUp {
  checkOptions(claim, { by: isFactor, at: isCount }, 'claim');
  const { by, at } = claim as SpeedUp;
  isFactor('by', by);
  isCount('at', at);
  return { by, at };
}

function isFactor(name: string, value: unknown): void {
  if (Number.isFinite(value) && (value as number) > 1) return;
  throw expected(name, 'a number greater than 1', value, 'Any run is as fast as one worker, at least at size 1.');
}
