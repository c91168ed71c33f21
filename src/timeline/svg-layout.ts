import { peakConcurrency } from '../trace/peak-concurrency';
import type { Span } from '../trace/span';
import { spanNames } from '../trace/span-names';
import type { Trace } from '../trace/trace';
import type { Row, TimeWindow } from './axis';
import { excerpt, excerptOfRows, windowOf } from './excerpt';
import { laneRows } from './lane-rows';

/** A line of a drawing: what it is called, and the tasks on it; none if it only says how many are left out. */
export interface LaidOutLine {
  readonly label: string;
  readonly tasks: readonly { readonly row: Row; readonly name: string }[];
}

/** What a drawing shows, line by line, and in which piece of time. */
export interface SvgLayout {
  readonly lines: readonly LaidOutLine[];
  readonly window: TimeWindow;
}

/** A line for each task, or for each lane; of more than `most`, those around the busiest moment. */
export function layOut(trace: Trace, by: 'tasks' | 'lanes', most: number): SvgLayout {
  return by === 'lanes' ? byLane(trace, most) : byTask(trace, most);
}

function byTask(trace: Trace, most: number): SvgLayout {
  const { rows, gaps, window } = excerpt(trace, peakConcurrency(trace), most);
  const names = spanNames(rows);
  const lines = rows.map((row, i) => ({ label: names[i]!, tasks: [{ row, name: names[i]! }] }));
  return { lines: withGaps(lines, gaps, 'task'), window };
}

function byLane(trace: Trace, most: number): SvgLayout {
  const busy = new Set(peakConcurrency(trace).spans);
  const all = laneRows(trace);
  const wanted = all.filter(({ spans }) => spans.some((span) => busy.has(span)));
  const { rows, gaps } = excerptOfRows(all, wanted, most);
  const names = new Map(spanNames(trace.spans).map((name, i) => [trace.spans[i]!, name]));
  const lines = rows.map(({ label, spans }) => ({
    label,
    // Those that did not end well come last, so that no neighbour covers their marks.
    tasks: [...spans].sort(byEnd).map((row) => ({ row, name: names.get(row)! })),
  }));
  return { lines: withGaps(lines, gaps, 'lane'), window: windowOf([...trace.spans, ...trace.neverStarted]) };
}

function byEnd(one: Span, other: Span): number {
  return Number(one.outcome !== 'fulfilled') - Number(other.outcome !== 'fulfilled');
}

function withGaps(lines: readonly LaidOutLine[], gaps: readonly number[], noun: string): readonly LaidOutLine[] {
  const gap = (count: number): LaidOutLine[] =>
    count === 0 ? [] : [{ label: `… ${count} more ${count === 1 ? noun : `${noun}s`}`, tasks: [] }];
  return [...lines.flatMap((line, i) => [...gap(gaps[i]!), line]), ...gap(gaps.at(-1)!)];
}
