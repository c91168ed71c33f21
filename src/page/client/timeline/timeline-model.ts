import { type Counts, countInFlight, countQueued } from '../report/counts';
import type { RunEntry } from '../report/report';
import { type Work, beginOf, judged, tookMs, workOf } from '../report/work';
import { type Marked, isMarked } from '../paint/ruler';
import { type Row, type RowsBy, namesOf, rowsOf } from './rows';
import { type TimeWindow, wholeOf } from './time-window';

/** All that a timeline shows of a run. */
export interface TimelineModel {
  readonly entry: RunEntry;
  readonly by: RowsBy;
  readonly works: readonly Work[];
  readonly names: ReadonlyMap<Work, string>;
  readonly rows: readonly Row[];
  readonly inFlight: Counts;
  readonly queued: Counts;
  readonly marked: readonly Marked[];
  readonly whole: TimeWindow;
}

export function modelOf(entry: RunEntry, by: RowsBy): TimelineModel {
  const works = workOf(entry.run);
  const names = namesOf(works);
  return {
    entry,
    by,
    works,
    names,
    rows: rowsOf(works, by, names),
    inFlight: countInFlight(entry.run),
    queued: countQueued(works.filter(({ aside }) => aside !== true)),
    marked: entry.run.failures.filter(isMarked),
    whole: wholeOf(works),
  };
}

/** The longest spans that matchers judge, the longest first. */
export function longest(entry: RunEntry, most: number): readonly Work[] {
  return [...judged(entry.run)].sort((one, other) => tookMs(other) - tookMs(one)).slice(0, most);
}

/** Which span of a row is at an instant, or nearest to it within so many milliseconds; undefined if none is. */
export function workAt({ spans }: Row, at: number, within: number): number | undefined {
  let found: number | undefined;
  let nearest = within;
  for (const [i, work] of spans.entries()) {
    const begin = spans.length === 1 ? work.queuedAt : beginOf(work);
    const away = Math.max(begin - at, at - work.endedAt, 0);
    if (away <= nearest) [found, nearest] = [i, away];
    if (begin > at + within) break;
  }
  return found;
}
