import { type Work, beginOf } from '../report/work';
import type { Row } from './rows';

/** Where in a timeline somebody is: the row, and the span in it. */
export interface Place {
  readonly row: number;
  readonly span: number;
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/**
 * Where a step leads; the same place if it leads nowhere. Up and down lead to the span of the next row that is nearest
 * in time; right of the last of a row is the first of the next row, so that right alone reaches all.
 */
export function stepFrom(place: Place, step: Step, rows: readonly Row[]): Place {
  const length = rows[place.row]!.spans.length;
  const lastRow = rows.length - 1;
  if (step === 'first') return { row: 0, span: 0 };
  if (step === 'last') return lastOf(lastRow, rows);
  if (step === 'right') {
    if (place.span < length - 1) return { row: place.row, span: place.span + 1 };
    return place.row < lastRow ? { row: place.row + 1, span: 0 } : place;
  }
  if (step === 'left') {
    if (place.span > 0) return { row: place.row, span: place.span - 1 };
    return place.row > 0 ? lastOf(place.row - 1, rows) : place;
  }
  const row = place.row + (step === 'down' ? 1 : -1);
  return rows[row] === undefined ? place : { row, span: nearest(beginOf(spanAt(place, rows)), rows[row].spans) };
}

/** The next span from here that did not end well, around the end if it must be; undefined if all did. */
export function nextTrouble(place: Place, rows: readonly Row[]): Place | undefined {
  const places = rows.flatMap(({ spans }, row) =>
    spans.flatMap(({ outcome }, span) => (outcome === 'fulfilled' ? [] : [{ row, span }])),
  );
  return places.find(({ row, span }) => row > place.row || (row === place.row && span > place.span)) ?? places[0];
}

export function spanAt({ row, span }: Place, rows: readonly Row[]): Work {
  return rows[row]!.spans[span]!;
}

/** Where a span is; undefined if it is in none of these rows. */
export function placeOf(work: Work, rows: readonly Row[]): Place | undefined {
  for (const [row, { spans }] of rows.entries()) {
    const span = spans.indexOf(work);
    if (span >= 0) return { row, span };
  }
  return undefined;
}

function lastOf(row: number, rows: readonly Row[]): Place {
  return { row, span: rows[row]!.spans.length - 1 };
}

function nearest(at: number, spans: readonly Work[]): number {
  let found = 0;
  for (const [i, span] of spans.entries()) {
    if (Math.abs(beginOf(span) - at) < Math.abs(beginOf(spans[found]!) - at)) found = i;
  }
  return found;
}
