import type { Prediction } from './predict';
import type { SuiteReport } from './suite-report';
import { about } from './suite-words';

/**
 * How long a suite would take with 1 to 16 workers, and in 1 to 8 shards, as tables: the time, how many times faster than
 * one, and for workers that ran in Jest's own process, that they did.
 */
export function suiteTable({ byWorkers, byShards, workers }: SuiteReport): string {
  return [
    ...rowsOf('maxWorkers', byWorkers),
    '',
    ...rowsOf('shards', byShards),
    '',
    `Each shard with maxWorkers ${workers}; the time is that of the slowest.`,
  ].join('\n');
}

function rowsOf(name: string, predictions: readonly Prediction[]): readonly string[] {
  const one = predictions[0]!.wallMs;
  const cells = predictions.map(({ size, wallMs, inBand }) => [
    String(size),
    about(wallMs),
    `${(wallMs === 0 ? 1 : one / wallMs).toFixed(2)}×`,
    inBand ? 'in band' : '',
  ]);
  const rows = [[name, 'time', 'speed-up', ''], ...cells];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 3 ? cell : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
}
