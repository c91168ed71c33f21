import { expected } from '../errors';
import { peakConcurrency } from '../trace/peak-concurrency';
import { spanNames } from '../trace/span-names';
import { hasStarted } from '../trace/open-span';
import type { Row } from './axis';
import { traceToDraw } from './drawable';
import { excerpt } from './excerpt';
import type { Drawable } from './is-drawable';
import { ENDED } from '../trace/segments';

/** How a Mermaid diagram is laid out. */
export interface MermaidOptions {
  /** The most tasks: a whole number from 2 up or `Infinity`, default 50; the others are counted. */
  readonly height?: number;
  /** What stands above it; nothing by default. */
  readonly title?: string;
}

const MOST = 50;

// Mermaid's own entity codes: what ends a task's name or a statement there, what its Markdown and HTML would read, and
// whatever is not printable on one line.
const UNSAFE = /[#:;,%<>&"'`$[\](){}|\\~*_]|[^\P{C}]|[\u2028\u2029]/gu;
// Words that would begin another statement.
const STATEMENTS =
  /^(?=(title|section|dateformat|axisformat|tickinterval|excludes|includes|todaymarker|weekday|weekend|inclusiveenddates|topaxis|acctitle|accdescr|click|gantt|end)\b)/i;

/**
 * Writes what ran when as a Mermaid Gantt diagram, which GitHub and others draw from a code block in Markdown.
 *
 * A section for each task, in start order: how it was queued, and how it ran. Milliseconds stand as the time of day from
 * midnight on, since Mermaid knows dates only. Names from the code under test can only ever be names in it.
 *
 * @param shown - a run, a trace, a slow server, or an array of them from one simulation.
 * @returns the diagram, without the fences of a code block.
 * @throws UsageError if it is none of these, and for options that are unknown or have no fit value.
 * @see https://mermaid.js.org/syntax/gantt.html
 * @example
 * drawMermaid(trace(span('a', 0, 10), span('b', 10, 30, { queuedAt: 0 }))).split('\n').slice(3)
 * // => ['  section a', '    done :done, 0, 10', '  section b', '    queued :0, 10', '    done :done, 10, 30']
 */
export function drawMermaid(shown: Drawable, options: MermaidOptions = {}): string {
  const { height = MOST, title } = checkOptions(options);
  const trace = traceToDraw(shown);
  const { rows, gaps } = excerpt(trace, peakConcurrency(trace), height);
  const names = spanNames(rows);
  const leftOut = gaps.reduce((sum, gap) => sum + gap, 0);
  const ends = rows.map((row) => row.endedAt);
  const last = ends.reduce((latest, end) => Math.max(latest, end), 0);
  return [
    'gantt',
    ...(title === undefined ? [] : [`  title ${safe(title)}`]),
    '  dateFormat x',
    // Only as much of the time of day as there is.
    `  axisFormat ${last < 1000 ? '%L ms' : '%M:%S.%L'}`,
    ...rows.flatMap((row, i) => [`  section ${safe(names[i]!)}`, ...barsOf(row)]),
    ...(leftOut === 0 ? [] : [`  %% ${leftOut} more ${leftOut === 1 ? 'task' : 'tasks'}`]),
  ].join('\n');
}

function barsOf(row: Row): readonly string[] {
  if (!hasStarted(row)) return [bar(`queued and ${ENDED[row.outcome]}`, 'crit, ', row.queuedAt, row.endedAt)];
  const { queuedAt, startedAt, endedAt, outcome } = row;
  const tag = outcome === 'fulfilled' ? 'done, ' : outcome === 'unfinished' ? 'active, ' : 'crit, ';
  return [
    ...(queuedAt < startedAt ? [bar('queued', '', queuedAt, startedAt)] : []),
    bar(ENDED[outcome], tag, startedAt, endedAt),
  ];
}

function bar(what: string, tag: string, from: number, until: number): string {
  return `    ${what} :${tag}${Math.round(from)}, ${Math.round(until)}`;
}

function safe(name: string): string {
  const text = name.normalize().replace(UNSAFE, (character) => `#${character.codePointAt(0)!};`);
  // A word joiner is nothing to the eye, and no statement begins with it.
  return text.trim() === '' ? '#32;' : text.replace(STATEMENTS, '#8288;');
}

function checkOptions(options: MermaidOptions): MermaidOptions {
  if (typeof options !== 'object' || (options as unknown) === null) throw expected('options', 'an object', options);
  const unknown = Object.keys(options).find((name) => name !== 'height' && name !== 'title');
  if (unknown !== undefined) {
    throw expected('options', 'made of `height`, `title`', options, `\`${unknown}\` is none of them.`);
  }
  const { height = MOST, title } = options;
  if (!(Number.isSafeInteger(height) && height >= 2) && height !== Infinity) {
    throw expected('height', 'a whole number of tasks from 2 up', height);
  }
  if (title !== undefined && typeof title !== 'string') throw expected('title', 'a text', title);
  return options;
}
