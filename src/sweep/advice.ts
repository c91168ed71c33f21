import { formatMs } from '../time/duration';
import { NO_GAIN } from './levels-off';
import { dominates } from './longest-task';
import type { Sweep, SweepRow } from './sweep';

/** From this part of the work on, computing is what takes the time. */
const COMPUTES = 0.5;

/** What a sweep is bound by, and which size to take, in words. */
export function adviceFor(sweep: Sweep): string {
  const greatest = sweep.rows.at(-1)!;
  return `${reason(sweep, greatest)}\n${sizeToTake(sweep, greatest)}`;
}

function reason(sweep: Sweep, { size, elapsed, longest }: SweepRow): string {
  if (longest !== undefined && dominates(longest) && size > 1) {
    const length = formatMs(longest.span.endedAt - longest.span.startedAt);
    return (
      `Dominated by one task: with ${size} workers "${longest.span.label}" takes ${length} of ${formatMs(elapsed)}, ` +
      'and no pool is faster than its longest task.'
    );
  }
  // With one worker nothing shares a core, which would stretch the work.
  const { computing } = sweep.rows[0]!;
  const part = percent(computing);
  if (computing < COMPUTES) return `I/O-bound: ${percent(1 - computing)} of the work is waiting.`;
  const [one, two] = sweep.rows;
  if (two !== undefined && two.elapsed >= one!.elapsed * (1 - NO_GAIN)) {
    return `CPU-bound: ${part} of the work is computing, and more workers gain nothing: they share one event loop or core.`;
  }
  return `CPU-bound: ${part} of the work is computing, which gains up to the cores of the machine.`;
}

function sizeToTake(sweep: Sweep, greatest: SweepRow): string {
  const size = sweep.levelsOffAt();
  if (sweep.rows.length === 1) return 'Only one size was tried: try greater ones too.';
  if (size === undefined) {
    return `Try more than ${greatest.size} workers: the time still falls by more than ${percent(NO_GAIN)} there.`;
  }
  return `Take ${size}: with more workers the time falls by less than ${percent(NO_GAIN)}.`;
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
