import { formatMs } from '../time/duration';
import { inFlight } from '../trace/in-flight';
import { topLevelWork } from '../trace/judged';
import type { Trace } from '../trace/trace';
import type { Axis } from './axis';
import { mostInFlight } from './in-flight-row';
import { ENDED, type Segment, piecesOf } from '../trace/segments';
import type { LaidOutLine } from './svg-layout';
import { END_MARKS, widthOf } from './svg-rows';
import { classOf } from './svg-style';
import { exactly } from './table';
import { type Markup, element, rounded } from './xml';

/** How high the area of those in flight is, in pixels. */
export const AREA = 40;

const TICKS_APART = 90;

/** Round values along the top, each with a line down to the bottom. */
export function ticks({ scale, instant }: Axis, bottom: number): readonly Markup[] {
  const inSteps = instant !== undefined;
  const inSeconds = !inSteps && scale.until >= 10_000;
  const unit = inSteps ? `steps, all at ${formatMs(instant)}` : inSeconds ? 's' : 'ms';
  const text = (value: number): string => exactly(inSeconds ? value / 1000 : value);
  const last = `${text(scale.until)} ${unit}`;
  const first = text(scale.from);
  const taken = widthOf(first) + 8;
  const room = scale.columns - widthOf(last) - 8;
  const isRoom = (value: number, at: number): boolean => at >= taken && at + widthOf(text(value)) < room;
  const inner = scale.ticks(TICKS_APART, inSteps ? 1 : 0).map((value) => [value, scale.placeOf(value)] as const);
  const lines = [0, ...inner.map(([, place]) => place), scale.columns];
  return [
    ...lines.map((at) => element('path', { class: 'lanes-line', d: `M${rounded(at)} 18V${rounded(bottom)}` })),
    label(first, 0, 'start'),
    ...inner.flatMap(([value, at]) => (isRoom(value, at) ? [label(text(value), at, 'start')] : [])),
    label(last, scale.columns, 'end'),
  ];
}

function label(text: string, x: number, anchor: 'start' | 'end'): Markup {
  return element('text', { class: 'lanes-faint', x, y: 13, 'text-anchor': anchor }, text);
}

/** An area as high as the number in flight. */
export function area(trace: Trace, axis: Axis, left: number): readonly Markup[] {
  const counts = mostInFlight(inFlight(topLevelWork(trace).spans), axis);
  const top = counts.reduce((most, count) => Math.max(most, count), 0);
  const heightOf = (count: number): number => (top === 0 ? 0 : (count / top) * (AREA - 8));
  let path = `M0 ${AREA}`;
  let before: number | undefined;
  for (const [column, count] of counts.entries()) {
    if (count !== before) path += `${before === undefined ? '' : `H${column}`}V${rounded(AREA - heightOf(count))}`;
    before = count;
  }
  const words = `at most ${top} in flight`;
  return [
    element('title', {}, words),
    element('path', { class: 'lanes-area', d: `${path}H${counts.length}V${AREA}z` }),
    element('text', { x: -left + 12, y: AREA / 2 + 8 }, 'in flight'),
    element('text', { class: 'lanes-faint', x: -10, y: 14, 'text-anchor': 'end' }, String(top)),
  ];
}

/** What the colours and marks stand for that occur, in as many lines as it takes, and how high that is, in pixels. */
export function key(lines: readonly LaidOutLine[], by: 'tasks' | 'lanes', width: number): [Markup[], height: number] {
  const rows = lines.flatMap(({ tasks }) => tasks.map(({ row }) => row));
  const segments = new Set<Segment>(rows.flatMap((row) => piecesOf(row).map(({ segment }) => segment)));
  if (by === 'lanes') segments.delete('queued');
  const outcomes = new Set(rows.map(({ outcome }) => outcome));
  const ends = (['rejected', 'timed-out', 'cancelled'] as const).filter((outcome) => outcomes.has(outcome));
  const entries = [
    ...[...segments].map((segment) => [segment, element('rect', { class: classOf(segment), ...SWATCH })] as const),
    ...ends.map((outcome) => [ENDED[outcome], element('text', {}, END_MARKS[outcome])] as const),
  ];
  let [x, y] = [0, 0];
  const placed = entries.map(([text, sign]) => {
    const needed = 16 + widthOf(text) + 14;
    if (x > 0 && x + needed > width) [x, y] = [0, y + KEY_LINE];
    x += needed;
    return element(
      'g',
      { transform: `translate(${rounded(x - needed)} ${y})` },
      sign,
      element('text', { x: 16 }, text),
    );
  });
  return [placed, y + KEY_LINE];
}

const KEY_LINE = 18;
const SWATCH = { y: -9, width: 10, height: 10 };
