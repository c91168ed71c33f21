import { styleText } from 'node:util';
import { placeOf } from '../handover/place';
import type { ReportData } from '../handover/report-data';
import { runWords, sweepWords } from './run-words';
import { type TellingRun, mostTelling, tellingRuns } from './telling-runs';
import { suiteLines } from './suite-lines';
import type { Terminal } from './terminal';

const MOST_RUNS = 10;
const MOST_SWEEPS = 5;

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/**
 * What is printed after Jest's summary: a line for each run that has something to say, and for each sweep.
 *
 * @param where - the path of the report; undefined if none was written.
 * @returns no lines if there is nothing to say.
 */
export function terminalLines(
  data: ReportData,
  { isColoured, columns }: Pick<Terminal, 'isColoured' | 'columns'>,
  where: string | undefined,
): readonly string[] {
  const telling = tellingRuns(data);
  const shown = mostTelling(telling, MOST_RUNS);
  const sweeps = data.sweeps.slice(0, MOST_SWEEPS);
  const paint: Paint = isColoured
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text;
  const head = paint('bold', 'Lanes:');
  const leftOut = telling.length - shown.length + data.sweeps.length - sweeps.length;
  const lines = [
    ...shown.map((run) => runLine(run, columns, paint)),
    ...sweeps.map((sweep) => `  ${cut(`sweep ${placeOf(sweep)}: ${sweepWords(sweep)}`, columns - 2)}`),
    ...(leftOut === 0 ? [] : [paint('dim', `  and ${leftOut} more`)]),
    ...data.leftOut.map((what) => paint('dim', `  left out: ${what}`)),
    ...suiteLines(data).map((line) => paint('dim', `  ${cut(line, columns - 2, false)}`)),
  ];
  if (lines.length === 0) return [];
  return [...(where === undefined ? [head] : [`${head} ${where}`]), ...lines];
}

function runLine({ run, hasFailed }: TellingRun, columns: number, paint: Paint): string {
  const words = [...runWords(run), ...(hasFailed ? [failureOf(run)] : [])].join(', ');
  const mark = hasFailed ? paint('red', '✗') : paint('green', '✓');
  const name = placeOf(run);
  const text = cut(`${name}: ${words}`, columns - 4);
  return `  ${mark} ${text.startsWith(name) ? `${name}${paint('dim', text.slice(name.length))}` : text}`;
}

function failureOf({ failures, error = '' }: TellingRun['run']): string {
  const [first] = failures;
  return first === undefined ? error.split('\n')[0]! : `${first.matcher} failed`;
}

function cut(text: string, columns: number, isTidied = true): string {
  const line = isTidied ? text.replaceAll(/\s+/g, ' ') : text;
  return line.length <= columns ? line : `${line.slice(0, Math.max(0, columns - 1))}…`;
}
