import { UsageError } from '../errors';
import { type EndMark, OTHERS, type Picture, type PicturedTask, type Said } from './picture';

const NAME = /\s*(?:("(?:[^"\\]|\\.)*")|(\S+(?: \S+)*))(?: {2,}| *\t\s*)(?=\S)/y;
const BEGINS = /(\d+(?:\.\d+)?(?:ms|s)?|\?)\s+/y;
const WAITED = /(\.+)(\d+(?:\.\d+)?(?:ms|s)?|\?)?(\.*)\s*/y;
const FILL = /[-=#]*/y;
const NUMBER = /\d+(?:\.\d+)?(?:ms|s)?|\?/y;
const END = /[|!Tx>?]/y;

const A_LINE = 'A line is a name, two spaces or more, and a bar: `usegalaxy.org  |--900--|`.';

/**
 * Reads a picture of what should run when, as `toMatchTimeline` takes it; docs/matchers.md has its grammar.
 *
 * Names and numbers count, never the number of characters: a bar that stands further right than others without a number
 * that says so is refused, since it looks like a claim and is none.
 *
 * @throws UsageError naming line and column of what is no part of a picture.
 */
export function readPicture(text: string): Picture {
  const lines = text.split('\n').map((line, i) => ({ line: line.trimEnd(), number: i + 1 }));
  const written = lines.filter(({ line }) => line.trim() !== '');
  const read = written
    .filter(({ line }) => line.trim() !== OTHERS)
    .map(({ line, number }) => new LineReader(line, number).read());
  if (read.length === 0) throw new UsageError(`Expected \`picture\` to have a line for at least one task.\n${A_LINE}`);
  refuseIndented(read);
  return { tasks: read.map(({ task }) => task), isPartial: read.length < written.length };
}

interface ReadLine {
  readonly task: PicturedTask;
  readonly number: number;
  /** The column after the name, and that of the bar, from 0. */
  readonly nameEnd: number;
  readonly barStart: number;
  readonly saysWhen: boolean;
}

class LineReader {
  #at = 0;

  constructor(
    private readonly line: string,
    private readonly number: number,
  ) {}

  read(): ReadLine {
    const named = this.#take(NAME);
    if (named === undefined) throw this.#error(`has no bar. ${A_LINE}`, this.line.length);
    const name = named[1] === undefined ? named[2]! : this.#unquoted(named[1]);
    const nameEnd = named[0].trimEnd().length;
    const begins = this.#take(BEGINS);
    const barStart = this.#at;
    const waited = this.#waited();
    const bar = waited !== undefined && this.line[this.#at] !== '|' ? { end: this.#neverStarted() } : this.#ran();
    if (this.#at < this.line.length) throw this.#error('goes on after its end.');
    const task = {
      name,
      begins: begins === undefined ? 0 : this.#said(begins[1]!),
      ...(waited === undefined ? {} : { waited }),
      ...bar,
    };
    return { task, number: this.number, nameEnd, barStart, saysWhen: begins !== undefined };
  }

  #unquoted(text: string): string {
    try {
      return JSON.parse(text) as string;
    } catch {
      const rule = 'a name in quotes is a JSON string, in which a backslash is `\\\\` and a tab `\\t`.';
      throw this.#error(`cannot be read: ${rule}`, this.line.indexOf('"'));
    }
  }

  #waited(): Said | undefined {
    const start = this.#at;
    const found = this.#take(WAITED);
    if (found === undefined) return undefined;
    const [, , number, after] = found;
    if (number !== undefined && after !== '') return this.#said(number);
    throw this.#error('should say among its dots how long was waited, in milliseconds, or `?`: `..300..`.', start);
  }

  #ran(): { ran: Said; end: EndMark } {
    if (this.line[this.#at] !== '|') throw this.#error('should have a bar here, which begins with `|`: `|--900--|`.');
    this.#at += 1;
    this.#take(FILL);
    const number = this.#take(NUMBER);
    if (number === undefined)
      throw this.#error('should say here how long it ran, in milliseconds, or `?`: `|--900--|`.');
    this.#take(FILL);
    return {
      ran: this.#said(number[0]),
      end: this.#end('`|` done, `!` failed, `T` timed out, `x` cancelled, `>` unfinished, or `?`'),
    };
  }

  #neverStarted(): EndMark {
    const marks = '`|` as it starts, or if it never did, `x` cancelled, `>` still queued, or `?`';
    if (!['x', '>', '?'].includes(this.line[this.#at]!)) throw this.#error(`should go on here with ${marks}.`);
    return this.#end(marks);
  }

  #end(marks: string): EndMark {
    const found = this.#take(END);
    if (found === undefined) throw this.#error(`should say here how it ended: ${marks}.`);
    return found[0] as EndMark;
  }

  #said(text: string): Said {
    if (text === '?') return text;
    return parseFloat(text) * (/\ds$/.test(text) ? 1000 : 1);
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    const sticky = new RegExp(pattern);
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.line) ?? undefined;
    if (found !== undefined) this.#at = sticky.lastIndex;
    return found;
  }

  #error(what: string, at = this.#at): UsageError {
    return errorAt(this.number, at, this.line, what);
  }
}

function errorAt(number: number, column: number, line: string, what: string): UsageError {
  const pointer = `${' '.repeat(column)}^`;
  return new UsageError(`Line ${number} of \`picture\`, column ${column + 1}, ${what}\n  ${line}\n  ${pointer}`);
}

/** A bar further to the right than it need be says with characters that it begins later, and with numbers that not. */
function refuseIndented(lines: readonly ReadLine[]): void {
  const silent = lines.filter(({ saysWhen }) => !saysWhen);
  const first = Math.min(...silent.map(({ barStart }) => barStart));
  const gap = Math.min(...silent.map(({ barStart, nameEnd }) => barStart - nameEnd));
  const indented = silent.find(({ barStart, nameEnd }) => barStart > Math.max(first, nameEnd + gap));
  if (indented === undefined) return;
  const { number, barStart, task } = indented;
  throw new UsageError(
    `Line ${number} of \`picture\`, column ${barStart + 1}, begins further right than other lines and does not say when.\n` +
      `Columns count for nothing: put the time in front of it, as \`${task.name}  900 |--300--|\`, or begin where the others do.`,
  );
}
