import { expected } from '../errors';
import type { Marks } from './carets';
import type { Focus } from './excerpt';

/** How a drawing in text is laid out, and what it points out. */
export interface DrawOptions {
  /**
   * `'tasks'` (default): a row for each task, in start order. `'lanes'`: a row for each lane of a pool or a server, its
   * tasks one after another, their names in the bars where there is room, and how many were queued below.
   */
  readonly rows?: 'tasks' | 'lanes';
  /** The most columns it may take: a whole number from 60 up, default 80. */
  readonly width?: number;
  /**
   * The most rows of tasks or lanes: a whole number from 2 up or `Infinity`, default 12. Of more, those around the
   * busiest moment show, and the others are counted.
   */
  readonly height?: number;
  /**
   * Adds a column of exact figures, as far as there is room: when each task started and ended, in milliseconds; for
   * lanes, how many tasks each had and how long they took together. Default false.
   */
  readonly times?: boolean;
  /** What to mark with `^`. */
  readonly marks?: Marks;
  /** Where to look when there are more rows than `height`; default the busiest moment. */
  readonly focus?: Focus;
}

/** The same with its defaults. */
export interface Layout extends DrawOptions {
  readonly rows: 'tasks' | 'lanes';
  readonly width: number;
  readonly height: number;
  readonly times: boolean;
  readonly marks: Marks;
}

export const NARROWEST = 60;

const DEFAULTS: Layout = { rows: 'tasks', width: 80, height: 12, times: false, marks: { meaning: '' } };
const KEYS = [...Object.keys(DEFAULTS), 'focus'];

/**
 * Checks the options of a drawing and fills in what is left out.
 *
 * @throws UsageError naming the option that is unknown or has no fit value.
 */
export function checkDrawOptions(options: DrawOptions): Layout {
  if (typeof options !== 'object' || (options as unknown) === null) throw expected('options', 'an object', options);
  const unknown = Object.keys(options).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    throw expected(
      'options',
      `made of ${KEYS.map((key) => `\`${key}\``).join(', ')}`,
      options,
      `\`${unknown}\` is none of them.`,
    );
  }
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const layout: Layout = { ...DEFAULTS, ...given };
  const { rows, width, height, times, marks, focus } = layout;
  if (!['tasks', 'lanes'].includes(rows)) throw expected('rows', "'tasks' or 'lanes'", rows);
  if (!isCount(width, NARROWEST)) throw expected('width', `a whole number of columns from ${NARROWEST} up`, width);
  if (!isCount(height, 2) && height !== Infinity) throw expected('height', 'a whole number of rows from 2 up', height);
  if (typeof times !== 'boolean') throw expected('times', 'true or false', times);
  checkMarks(marks);
  if (focus !== undefined) checkFocus(focus);
  return layout;
}

function checkMarks(marks: unknown): void {
  const { meaning, ...marked } = (marks ?? {}) as Record<string, unknown>;
  const isArray = (key: string): boolean => marked[key] === undefined || Array.isArray(marked[key]);
  if (typeof meaning === 'string' && ['stretches', 'starts', 'ends'].every(isArray)) return;
  throw expected('marks', 'an object of a `meaning` and arrays: `{ stretches, starts, ends, meaning }`', marks);
}

function checkFocus(focus: unknown): void {
  const { at, until, spans } = (focus ?? {}) as Record<string, unknown>;
  const isMs = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
  if (isMs(at) && (until === undefined || isMs(until)) && Array.isArray(spans)) return;
  throw expected('focus', 'an object: `{ at, until, spans }`, with instants in milliseconds', focus);
}

function isCount(value: unknown, least: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least;
}
