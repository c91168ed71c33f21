import { fileName, placeOf } from '../handover/place';
import type { RunRecord } from '../handover/records';
import type { ReportData } from '../handover/report-data';
import { traceOfRecord } from '../handover/trace-of-record';
import { chromeTrace } from '../trace/chrome-trace';
import { isBroken } from './telling-runs';

const MOST_TRACES = 50;
const MOST_NAME_CHARACTERS = 60;

/** A trace in Chrome's format for each run, by a path that tells which it is. */
export function traceFiles({ runs }: Pick<ReportData, 'runs'>): ReadonlyMap<string, string> {
  const chosen = chosenOf(runs.filter(({ spans }) => spans.length > 0));
  return new Map(chosen.map((run) => [`traces/${nameOf(run)}.trace.json`, textOf(run)]));
}

/** Of many, those that failed and then those that took the longest in real time. */
function chosenOf(runs: readonly RunRecord[]): readonly RunRecord[] {
  const ranked = [...runs].sort((a, b) => Number(isBroken(b)) - Number(isBroken(a)) || b.realMs - a.realMs);
  const chosen = new Set(ranked.slice(0, MOST_TRACES));
  return runs.filter((run) => chosen.has(run));
}

/** Names of tests may hold anything; the number in front tells apart what is left of them. */
function nameOf(run: RunRecord): string {
  const file = plain(fileName(run).replace(/\.[mc]?[jt]sx?$/, ''));
  return `${file}-${run.number}${run.test === '' ? '' : `-${plain(run.test)}`}`;
}

function plain(text: string): string {
  const name = text.normalize('NFKD').replaceAll(/[^\w.-]+/g, '-');
  return name.slice(0, MOST_NAME_CHARACTERS).replaceAll(/^[-.]+|[-.]+$/g, '');
}

function textOf(run: RunRecord): string {
  const { otherData, ...trace } = chromeTrace(traceOfRecord(run));
  const about = { test: placeOf(run), ...(run.spansLeftOut === 0 ? {} : { spansLeftOut: run.spansLeftOut }) };
  return JSON.stringify({ ...trace, otherData: { ...otherData, ...about } });
}
