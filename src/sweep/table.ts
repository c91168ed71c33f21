import { formatMs } from '../time/duration';
import type { Sweep, SweepRow } from './sweep';

const HEADINGS = ['workers', 'time', 'speed-up', 'efficiency', 'longest task on the critical path'] as const;

/** A sweep as a table, the laws that were fitted, and the advice. */
export function tableOf(sweep: Sweep): string {
  const rows = [HEADINGS, ...sweep.rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, i) => padded(cell, widths[i]!, i))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, ...(sweep.rows.length > 1 ? ['', ...lawsOf(sweep)] : []), '', sweep.advice].join('\n');
}

/** So many workers, in a sentence. */
export function workers(count: number): string {
  return count === 1 ? '1 worker' : `${count} workers`;
}

/** Of one size any law would be as good. */
function lawsOf({ amdahl, scalability }: Sweep): readonly string[] {
  return [
    `Amdahl's law: ${percent(amdahl.serialFraction)} serial, so at most ${times(amdahl.limit)} (R² ${amdahl.rSquared.toFixed(3)})`,
    `Universal Scalability Law: contention ${percent(scalability.contention)}, coherency ${percent(scalability.coherency)}, ` +
      `${best(scalability.bestSize)} (R² ${scalability.rSquared.toFixed(3)})`,
  ];
}

function cellsOf({ size, elapsed, speedUp, efficiency, longest }: SweepRow): readonly string[] {
  const task = longest === undefined ? '' : `${longest.span.label} (${percent(longest.share)})`;
  return [String(size), formatMs(elapsed), times(speedUp), percent(efficiency), task];
}

/** Numbers stand to the right, and the names of tasks to the left. */
function padded(cell: string, width: number, column: number): string {
  return column === HEADINGS.length - 1 ? cell : cell.padStart(width);
}

function best(size: number): string {
  return size === Infinity ? 'no size too great' : `best with ${workers(size)}`;
}

function times(factor: number): string {
  return factor === Infinity ? 'any number of times' : `${factor.toFixed(2)}×`;
}

function percent(part: number): string {
  return `${Number((part * 100).toFixed(1))} %`;
}
