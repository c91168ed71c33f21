import { createHash } from 'node:crypto';
import type { FileCost } from './costs';

/**
 * Files in the order in which Jest hands them out, as `@jest/test-sequencer` does with what its cache knows of them: those
 * that failed the last time first, then those of which it knows no time, then the longest. Ties keep their order.
 *
 * Of those without a time Jest takes the biggest file first; here they keep their order, since nobody says how big they are.
 */
export function inJestOrder(files: readonly FileCost[]): readonly FileCost[] {
  // Once a file, not with each comparison: a suite's report sorts them for each number of workers and of shards.
  const ranked = files.map((file) => ({ file, rank: rankOf(file), ms: file.cachedMs ?? 0 }));
  return ranked.sort((a, b) => a.rank - b.rank || b.ms - a.ms).map(({ file }) => file);
}

function rankOf({ failed, cachedMs }: FileCost): number {
  return (failed ? 0 : 2) + (cachedMs === undefined ? 0 : 1);
}

/**
 * The files of each shard, as `jest --shard` takes them: in the order of the SHA-1 of their paths, cut into parts of even
 * numbers of files, of which the first ones are one greater if it does not come out even.
 *
 * How long files take plays no part, so shards are as uneven as chance has it.
 *
 * @param files - with paths from the `rootDir` of their Jest project, with `/`.
 * @param count - how many shards, from 1 up.
 */
export function inShards<File extends { readonly path: string }>(
  files: readonly File[],
  count: number,
): readonly (readonly File[])[] {
  const hashed = files.map((file) => ({ file, hash: createHash('sha1').update(file.path).digest('hex') }));
  hashed.sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0));
  const [least, rest] = [Math.floor(files.length / count), files.length % count];
  const startOf = (shard: number): number => shard * least + Math.min(shard, rest);
  return Array.from({ length: count }, (_, shard) =>
    hashed.slice(startOf(shard), startOf(shard + 1)).map(({ file }) => file),
  );
}

const SLOW_TEST_MS = 1000;
const FEW_FILES = 20;

/**
 * Whether Jest runs files in its own process: with one worker or one file, or if they are few and were all fast the last
 * time, since starting workers takes time too. `--watch` and `workerIdleMemoryLimit` would say otherwise.
 */
export function runsInBand(files: readonly FileCost[], workers: number): boolean {
  if (workers <= 1 || files.length <= 1) return true;
  if (files.length > FEW_FILES) return false;
  const known = files.flatMap(({ cachedMs = 0 }) => (cachedMs === 0 ? [] : [cachedMs]));
  return known.length > 0 && known.every((ms) => ms < SLOW_TEST_MS);
}
