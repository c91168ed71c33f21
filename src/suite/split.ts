import type { Ms } from '../time/duration';
import type { FileCost } from './costs';
import { type Grounds, withWorkers } from './predict';

/** What it would bring to split a test file. */
export interface Split {
  readonly parts: number;
  /** How long the suite is predicted to take then. */
  readonly wallMs: Ms;
  /** How much less that is than without; 0 if it gains nothing. */
  readonly gainMs: Ms;
}

/** No file is worth more parts than that. */
const MOST_PARTS = 16;

/**
 * What it would bring to split a file into parts, with so many workers.
 *
 * Its tests are shared out as evenly as they can be, the longest first, each whole. Whatever else the file takes (start-up,
 * loading, hooks) each of the parts takes again.
 *
 * @returns in two, and what is best: of several equally good ones, the fewest parts. Nothing if it has fewer than two tests
 * that take time.
 */
export function splitOf(file: FileCost, grounds: Grounds, workers: number): { inTwo: Split; best: Split } | undefined {
  const tests = file.testsMs.filter((ms) => ms > 0).length;
  if (tests < 2) return undefined;
  const { wallMs: whole } = withWorkers(grounds, workers);
  const others = grounds.costs.files.filter((one) => one !== file);
  const splits = Array.from({ length: Math.min(tests, MOST_PARTS) - 1 }, (_, i): Split => {
    const costs = { ...grounds.costs, files: [...others, ...partsOf(file, i + 2)] };
    const { wallMs } = withWorkers({ ...grounds, costs }, workers);
    return { parts: i + 2, wallMs, gainMs: Math.max(0, whole - wallMs) };
  });
  return { inTwo: splits[0]!, best: splits.reduce((best, one) => (one.wallMs < best.wallMs ? one : best)) };
}

/** A file's tests in so many files. */
export function partsOf(file: FileCost, parts: number): readonly FileCost[] {
  const together = file.testsMs.reduce((sum, ms) => sum + ms, 0);
  // Tests that run at a time take more together than the file has for them.
  const scale = together === 0 ? 0 : Math.min(1, (file.ownMs - file.beforeTestsMs) / together);
  const tests = file.testsMs.map((ms) => ms * scale);
  const everyPart = file.ownMs - together * scale;
  return shareOut(tests, parts).map((testsMs, i) => {
    const ownMs = everyPart + testsMs.reduce((sum, ms) => sum + ms, 0);
    const cached =
      file.cachedMs === undefined || file.ownMs === 0 ? {} : { cachedMs: (file.cachedMs * ownMs) / file.ownMs };
    return { ...file, ...cached, path: `${file.path} ${i + 1}/${parts}`, ownMs, testsMs };
  });
}

/** The longest first, each to the part that has the least. */
function shareOut(lengths: readonly Ms[], parts: number): readonly (readonly Ms[])[] {
  const shares = Array.from({ length: parts }, () => ({ sum: 0, its: [] as Ms[] }));
  for (const ms of [...lengths].sort((a, b) => b - a)) {
    const least = shares.reduce((one, other) => (other.sum < one.sum ? other : one));
    least.sum += ms;
    least.its.push(ms);
  }
  return shares.map(({ its }) => its);
}
