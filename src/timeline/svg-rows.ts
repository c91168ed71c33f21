import { formatMs } from '../time/duration';
import { hasStarted } from '../trace/open-span';
import type { Axis, Row } from './axis';
import { ENDED, type Piece, piecesOf } from '../trace/segments';
import { classOf } from './svg-style';
import { type Markup, element, rounded } from './xml';

/** How high the bar of a task is, and the row that holds it, in pixels. */
export const BAR = 14;
export const ROW = 22;

const WIDTH_OF_LETTER = 6.5;
/** The marks of those that did not end well. */
export const END_MARKS = { rejected: '!', 'timed-out': 'T', cancelled: '×' } as const;

const MARKS: Readonly<Partial<Record<Row['outcome'], string>>> = END_MARKS;

/** About how wide a text of 12 pixels is, in pixels: what draws it is not there to be asked. */
export function widthOf(text: string): number {
  return lettersOf(text).reduce((sum, letter) => sum + (letter > '\u1100' ? 2 : 1) * WIDTH_OF_LETTER, 0);
}

/** What people would call the letters of a text, accents and all. */
export function lettersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

/**
 * One task on its row: a bar of its pieces, and its end.
 *
 * @param name - in full; written into the bar when `isNamed` and there is room.
 */
export function taskMarks(row: Row, axis: Axis, name: string, isNamed: boolean): Markup {
  const pieces = isNamed ? piecesOf(row).filter(({ segment }) => segment !== 'queued') : piecesOf(row);
  const bars = pieces.map((piece) => bar(piece, axis));
  const [from, until] = [startOf(row, axis), endOf(row, axis)];
  const isRoom = isNamed && widthOf(name) + 8 < until - from;
  const label = isRoom ? [element('text', { class: 'lanes-name', x: from + 4, y: BAR - 3 }, name)] : [];
  const words = inWords(row, name);
  return element(
    'g',
    { role: 'listitem', 'aria-label': words },
    element('title', {}, words),
    ...bars,
    ...label,
    ...(isNamed && row.outcome === 'fulfilled' ? [gap(until)] : end(row, axis, until)),
  );
}

function bar({ segment, from, until, fromStep, untilStep }: Piece, { scale, x }: Axis): Markup {
  const start = within(scale.placeOf(x(from, fromStep)), scale.columns);
  const width = within(scale.placeOf(x(until, untilStep)), scale.columns) - start;
  const isThin = segment === 'queued';
  return element('rect', {
    class: classOf(segment),
    x: start,
    // Nothing is so short that it does not show.
    width: Math.max(width, 1),
    y: isThin ? BAR / 2 - 2 : 0,
    height: isThin ? 4 : BAR,
  });
}

function end(row: Row, { scale }: Axis, at: number): readonly Markup[] {
  if (at > scale.columns + 0.5) return [];
  const mark = MARKS[row.outcome];
  if (row.outcome === 'fulfilled') return [element('path', { class: 'lanes-end', d: `M${rounded(at)} -1v${BAR + 2}` })];
  if (mark === undefined) return [element('path', { class: classOf('running'), d: arrow(at) })];
  return [
    element('circle', { class: 'lanes-bad', cx: at, cy: BAR / 2, r: 7 }),
    element('text', { class: 'lanes-mark', x: at, y: BAR - 3, 'aria-hidden': 'true' }, mark),
  ];
}

/** What keeps neighbours in a lane apart. */
function gap(at: number): Markup {
  return element('path', { class: 'lanes-gap', d: `M${rounded(at)} 0v${BAR}` });
}

function arrow(at: number): string {
  return `M${rounded(at)} 0l${BAR / 2} ${BAR / 2}l-${BAR / 2} ${BAR / 2}z`;
}

function startOf(row: Row, { scale, x }: Axis): number {
  const start = hasStarted(row) ? x(row.startedAt, row.startStep) : x(row.queuedAt, 0);
  return within(scale.placeOf(start), scale.columns);
}

function endOf(row: Row, { scale, x }: Axis): number {
  return scale.placeOf(hasStarted(row) ? x(row.endedAt, row.endStep) : x(row.endedAt, Infinity));
}

function within(place: number, columns: number): number {
  return Math.min(Math.max(place, 0), columns);
}

/** What a task did, for people who hear it or point at it. */
function inWords(row: Row, name: string): string {
  const pieces = piecesOf(row)
    .filter(({ segment, from, until }) => segment !== 'running' && until > from)
    .map(({ segment, from, until }) => `${segment} ${formatMs(until - from)}`);
  const when = hasStarted(row)
    ? `${formatMs(row.startedAt)} to ${formatMs(row.endedAt)}`
    : `never started, until ${formatMs(row.endedAt)}`;
  return [`${name}: ${when}`, ...pieces, ENDED[row.outcome]].join(', ');
}
