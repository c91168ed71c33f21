import type { PicturedTask, Said } from './picture';
import { exactly } from './table';

const COLUMNS = 56;
const NEEDS_QUOTES = /^$|^"|^\.\.\.$|^\s|\s$| {2}|[^\S ]|[\p{Cc}\u2028\u2029]/u;

/**
 * Writes tasks as lines of a picture, to scale, so that they can be read back.
 *
 * @param until - what the right end stands for, in milliseconds.
 * @param margin - how wide the column of names is.
 */
export function writePicture(tasks: readonly PicturedTask[], until: number, margin: number): readonly string[] {
  return tasks.map((task) => `${quoted(task.name).padEnd(margin)}  ${bar(task, COLUMNS / Math.max(until, 1e-3))}`);
}

/** A name as a picture has it. */
export function quoted(name: string): string {
  return NEEDS_QUOTES.test(name) ? JSON.stringify(name) : name;
}

/** When all that is said of a task is over, in milliseconds. */
export function endOf({ begins, waited = 0, ran = 0 }: PicturedTask): number {
  return known(begins) + known(waited) + known(ran);
}

function bar({ begins, waited, ran, end }: PicturedTask, columnsPerMs: number): string {
  const columns = (from: number, length: Said): number =>
    Math.round((from + known(length)) * columnsPerMs) - Math.round(from * columnsPerMs);
  const start = known(begins);
  const startText = begins === 0 ? '' : `${said(begins)} `;
  const dots = waited === undefined ? '' : around(said(waited), '.', columns(start, waited));
  const run =
    ran === undefined ? end : `|${around(said(ran), '-', columns(start + known(waited ?? 0), ran) - 2, 0)}${end}`;
  const text = startText + dots + run;
  return startText.padStart(columns(0, start)) + text.slice(startText.length);
}

/** A number in the middle of so many columns, with at least so many marks on either side. */
function around(number: string, mark: string, columns: number, least = 1): string {
  const beside = Math.max(columns - number.length, 2 * least);
  const before = Math.floor(beside / 2);
  return mark.repeat(before) + number + mark.repeat(beside - before);
}

function said(value: Said): string {
  return value === '?' ? value : exactly(value);
}

function known(value: Said): number {
  return value === '?' ? 0 : value;
}
