import { expected } from '../errors';
import { formatMs } from '../time/duration';
import { defineMatcher } from './define-matcher';
import { inBrief, sweepToJudge } from './to-level-off-at';

/** A speed-up at a pool size. */
export interface SpeedUp {
  /** At least how many times faster than one worker; greater than 1. */
  readonly by: number;
  /** With how many workers; one of the sizes of the sweep. */
  readonly at: number;
}

/** How much faster are so many workers than one? See `LanesMatchers` for what it claims. */
export const toSpeedUp = defineMatcher('toSpeedUp', (received, [claim]: readonly [SpeedUp], { isNot }) => {
  const sweep = sweepToJudge(received);
  const { by, at } = checkClaim(claim);
  const { speedUp, elapsed } = sweep.at(at);
  return {
    pass: speedUp >= by,
    actual: speedUp,
    expected: by,
    words: () => ({
      expected: `${at} workers to be ${isNot ? 'less than' : 'at least'} ${by} times faster than one`,
      received: `${Number(speedUp.toFixed(3))} times, ${formatMs(elapsed)} instead of ${formatMs(elapsed * speedUp)}\n${inBrief(sweep)}`,
    }),
  };
});

function checkClaim(claim: unknown): SpeedUp {
  if (typeof claim !== 'object' || claim === null) throw expected('claim', 'an object: `{ by: 2, at: 4 }`', claim);
  const { by } = claim as Partial<SpeedUp>;
  if (typeof by === 'number' && Number.isFinite(by) && by > 1) return claim as SpeedUp;
  throw expected('by', 'a number greater than 1', by, 'Any run is as fast as one worker, at least at size 1.');
}
