import { fileName } from '../handover/place';
import type { RunRecord, SweepRecord } from '../handover/records';
import type { ReportData } from '../handover/report-data';
import { traceOfRecord } from '../handover/trace-of-record';
import { formatMs } from '../time/duration';
import { drawMermaid } from '../timeline/mermaid';
import { counted, timesOf } from './run-words';
import { suiteLines } from './suite-lines';
import { type TellingRun, mostTelling, tellingRuns } from './telling-runs';

const MOST_ROWS = 50;
const MOST_DIAGRAMS = 5;
const MOST_TASKS = 30;
const MOST_MESSAGE_LINES = 40;

/**
 * The report in Markdown, as GitHub shows it: how many tests went how, a table of runs, a diagram of each that failed (or
 * else of the one that took longest), and the tables of sweeps.
 */
export function markdownSummary(data: ReportData): string {
  const telling = tellingRuns(data);
  const rows = mostTelling(telling, MOST_ROWS);
  const parts = [
    `## What ran when\n\n${headline(data)}`,
    ...(rows.length === 0 ? [] : [runTable(rows, telling.length - rows.length)]),
    ...toDraw(telling).map(({ run }) => diagramOf(run)),
    ...data.sweeps.slice(0, MOST_DIAGRAMS).map(sweepTable),
    ...suiteDetails(data),
    ...(data.leftOut.length === 0 ? [] : [`Left out: ${data.leftOut.map(escaped).join('; ')}.`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function headline({ files, session, runs }: ReportData): string {
  const tests = files.flatMap((file) => file.tests);
  const count = (status: string): number => tests.filter((test) => test.status === status).length;
  const failed = count('failed');
  const words = [
    `${counted(tests.length, 'test')} in ${counted(files.length, 'file')}: ${count('passed')} passed`,
    ...(failed === 0 ? [] : [`**${failed} failed**`]),
  ];
  const stopped = session.interrupted ? ' **It was stopped before its end.**' : '';
  return `${words.join(', ')}; ${counted(runs.length, 'run')} recorded, in ${formatMs(Math.round(session.tookMs))}.${stopped}`;
}

function runTable(rows: readonly TellingRun[], more: number): string {
  return [
    '| | test | at once | time | slowest | held by |',
    '| --- | --- | ---: | --- | --- | --- |',
    ...rows.map(runRow),
    ...(more === 0 ? [] : [`| | and ${more} more | | | | |`]),
  ].join('\n');
}

function runRow({ run, hasFailed }: TellingRun): string {
  const { slowest, peak } = run.measures;
  const [hold] = run.holds;
  const cells = [
    hasFailed ? '❌' : '✅',
    `${escaped(fileName(run))}<br>${escaped(run.test)}`,
    String(peak),
    timesOf(run),
    slowest === undefined ? '' : `${escaped(slowest.label)} (${formatMs(Math.round(slowest.tookMs))})`,
    hold === undefined ? '' : `${escaped(hold.name)} (${formatMs(Math.round(hold.realMs))})`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function toDraw(telling: readonly TellingRun[]): readonly TellingRun[] {
  const drawable = telling.filter(({ run }) => run.spans.length > 0);
  const failed = drawable.filter(({ hasFailed }) => hasFailed);
  return failed.length > 0 ? failed.slice(0, MOST_DIAGRAMS) : mostTelling(drawable, 1);
}

function diagramOf(run: RunRecord): string {
  const diagram = drawMermaid(traceOfRecord(run, 'judged'), { height: MOST_TASKS });
  const failure = run.failures[0]?.message.split('\n').slice(0, MOST_MESSAGE_LINES).join('\n');
  return [
    `### ${escaped(run.test === '' ? fileName(run) : run.test)}`,
    ...(failure === undefined ? [] : ['', fenced(failure, 'text')]),
    '',
    fenced(diagram, 'mermaid'),
  ].join('\n');
}

function sweepTable(sweep: SweepRecord): string {
  const { test, rows, advice } = sweep;
  return [
    `### ${escaped(test === '' ? fileName(sweep) : test)}: pool sizes`,
    '',
    '| size | time | times as fast | longest task |',
    '| ---: | ---: | ---: | --- |',
    ...rows.map(
      ({ size, elapsedMs, speedUp, longest }) =>
        `| ${size} | ${formatMs(Math.round(elapsedMs))} | ${speedUp.toFixed(2)} | ${escaped(longest?.label ?? '')} |`,
    ),
    '',
    ...advice.split('\n').map((line) => `> ${escaped(line)}`),
  ].join('\n');
}

function suiteDetails(data: ReportData): readonly string[] {
  const lines = suiteLines(data);
  if (lines.length === 0) return [];
  return [
    `<details><summary>How the workers of Jest were used</summary>\n\n${fenced(lines.join('\n'), 'text')}\n\n</details>`,
  ];
}

/** A fence is longer than any within. */
function fenced(text: string, language: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, ticks) => Math.max(most, ticks.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Names from the code under test can only ever be text: neither Markdown, HTML, mentions nor the end of a cell. */
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll(/[\\`*_{}[\]()#+!|~@$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll(/\s+/g, ' ');
}
