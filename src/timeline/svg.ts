import { expected } from '../errors';
import { topLevelWork } from '../trace/judged';
import { type Axis, axisFor } from './axis';
import { traceToDraw } from './drawable';
import type { Drawable } from './is-drawable';
import { AREA, area, key, ticks } from './svg-frame';
import { type LaidOutLine, layOut } from './svg-layout';
import { BAR, ROW, lettersOf, taskMarks, widthOf } from './svg-rows';
import { STYLE } from './svg-style';
import { type Markup, element } from './xml';

/** How a drawing in SVG is laid out. */
export interface SvgOptions {
  /** What a row is: `'tasks'` (default) or `'lanes'`, as for `draw`. */
  readonly rows?: 'tasks' | 'lanes';
  /** In pixels: a whole number from 320 up, default 800. */
  readonly width?: number;
  /** The most rows: a whole number from 2 up or `Infinity`, default 50; the others are counted. */
  readonly height?: number;
  /** What it is called; by default after who ran the tasks. */
  readonly title?: string;
}

const NARROWEST = 320;
const DEFAULTS = { rows: 'tasks', width: 800, height: 50 } as const;
const KEYS: readonly string[] = [...Object.keys(DEFAULTS), 'title'];
const MARGIN = 12;
const WIDEST_LABEL = 180;
const TOP = 24;

/**
 * Draws what ran when as an SVG: rows of tasks or of lanes, with queueing, the phases of requests and how each ended,
 * and an area of how many were in flight.
 *
 * It stands by itself, in a file or inside a page; it is light or dark as its reader prefers, and it can be heard: each
 * task says what it did. Names from the code under test can only ever be text in it. What it shows of what is as for
 * `draw`.
 *
 * @param shown - a run, a trace, a slow server, or an array of them from one simulation.
 * @returns the markup, in one `<svg>` element.
 * @throws UsageError if it is none of these, and for options that are unknown or have no fit value.
 * @example
 * const svg = drawSvg(trace(span('a <b>', 0, 10)), { width: 400, title: 'One task' });
 * svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"') // => true
 * svg.includes('a &lt;b&gt;: 0 ms to 10 ms, done') // => true
 */
export function drawSvg(shown: Drawable, options: SvgOptions = {}): string {
  const { rows: by, width, height: most, title } = checkSvgOptions(options);
  const trace = traceToDraw(shown);
  const isEmpty = trace.spans.length + trace.neverStarted.length === 0;
  const { lines, window } = isEmpty ? NOTHING : layOut(trace, by, most);
  const labels = Math.min(
    WIDEST_LABEL,
    width / 3,
    lines.reduce((widest, { label }) => Math.max(widest, widthOf(label)), 60),
  );
  const left = MARGIN + labels + MARGIN;
  const rows = lines.flatMap(({ tasks }) => tasks.map(({ row }) => row));
  const axis = axisFor(rows, window, Math.floor(width - left - 2 * MARGIN));
  const bottom = TOP + lines.length * ROW;
  const names = [...new Set(trace.sources.map(({ name }) => name))].join(', ');
  const { spans } = topLevelWork(trace);
  const whole = title ?? (isEmpty ? 'nothing was recorded' : `${names}: ${spans.length} started`);
  const [keys, keyHeight] = key(lines, by, width - 2 * MARGIN);
  return framed({ width, height: bottom + AREA + 18 + keyHeight, title: whole }, [
    shifted(left, 0, { 'aria-hidden': 'true' }, ticks(axis, bottom)),
    element('g', { role: 'list' }, ...lines.map((line, i) => lineOf(line, i, axis, { labels, by }))),
    shifted(left, bottom + 4, {}, area(trace, axis, left)),
    shifted(MARGIN, bottom + AREA + 26, { 'aria-hidden': 'true' }, keys),
  ]);
}

const NOTHING = { lines: [{ label: 'nothing was recorded', tasks: [] }], window: { from: 0, until: 1 } };

type Shape = Required<Pick<SvgOptions, 'rows' | 'width' | 'height'>> & Pick<SvgOptions, 'title'>;

function checkSvgOptions(options: SvgOptions): Shape {
  if (typeof options !== 'object' || (options as unknown) === null) throw expected('options', 'an object', options);
  const unknown = Object.keys(options).find((name) => !KEYS.includes(name));
  if (unknown !== undefined) {
    const known = KEYS.map((name) => `\`${name}\``).join(', ');
    throw expected('options', `made of ${known}`, options, `\`${unknown}\` is none of them.`);
  }
  const { rows = 'tasks', width = DEFAULTS.width, height = DEFAULTS.height, title } = options;
  if (!['tasks', 'lanes'].includes(rows)) throw expected('rows', "'tasks' or 'lanes'", rows);
  if (!(Number.isSafeInteger(width) && width >= NARROWEST)) {
    throw expected('width', `a whole number of pixels from ${NARROWEST} up`, width);
  }
  if (!(Number.isSafeInteger(height) && height >= 2) && height !== Infinity) {
    throw expected('height', 'a whole number of rows from 2 up', height);
  }
  if (title !== undefined && typeof title !== 'string') throw expected('title', 'a text', title);
  return { rows, width, height, ...(title === undefined ? {} : { title }) };
}

function framed(frame: { width: number; height: number; title: string }, children: readonly Markup[]): string {
  const { width, height, title } = frame;
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    class: 'lanes-timeline',
    // An image would hide from screen readers what is in it.
    role: 'graphics-document document',
    'aria-roledescription': 'timeline',
    'aria-label': title,
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
  };
  const paper = element('rect', { class: 'lanes-paper', width, height });
  return element('svg', attributes, element('title', {}, title), element('style', {}, STYLE), paper, ...children).xml;
}

function shifted(x: number, y: number, attributes: Record<string, string>, children: readonly Markup[]): Markup {
  return element('g', { transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})`, ...attributes }, ...children);
}

/** A line: its label, and its tasks. */
function lineOf({ label, tasks }: LaidOutLine, i: number, axis: Axis, { labels, by }: LineShape): Markup {
  const left = MARGIN + labels + MARGIN;
  const text = element(
    'text',
    {
      class: tasks.length === 0 ? 'lanes-faint' : undefined,
      x: MARGIN,
      y: BAR - 2,
      'aria-hidden': tasks.length === 0 ? undefined : 'true',
    },
    cut(label, labels),
  );
  const bars = tasks.map(({ row, name }) => taskMarks(row, axis, name, by === 'lanes'));
  return shifted(0, TOP + 4 + i * ROW, {}, [text, shifted(left, 0, {}, bars)]);
}

interface LineShape {
  readonly labels: number;
  readonly by: 'tasks' | 'lanes';
}

/** Keeps the end of a label too, since names often begin alike. */
function cut(label: string, room: number): string {
  if (widthOf(label) <= room) return label;
  const letters = lettersOf(label);
  let kept = letters.length;
  while (kept > 2 && widthOf(joined(letters, kept)) > room) kept -= 1;
  return joined(letters, kept);
}

function joined(letters: readonly string[], kept: number): string {
  const end = Math.floor(kept / 3);
  return `${letters.slice(0, kept - end).join('')}…${end === 0 ? '' : letters.slice(-end).join('')}`;
}
