import { type Ms, formatMs } from '../time/duration';
import type { Prediction } from './predict';
import type { SlowestFile, SpentOn, SuiteReport } from './suite-report';

/** Sizes that a line has room for. */
const SHOWN: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 16];

/**
 * A suite's report in a few lines for a terminal: how busy the workers were, the slowest file, what more workers or shards
 * would bring, and what it would bring to split that file.
 */
export function suiteInWords(report: SuiteReport): string {
  const { files, wallMs, beforeMs, workers, slowest } = report;
  if (files === 0) return 'No test file ran.';
  const inBand = report.byWorkers[workers - 1]?.inBand === true;
  return [
    `${counted(files, 'test file')} ${inBand ? 'in band' : `on ${counted(workers, 'worker')}`} took ${about(wallMs)}, ` +
      `of which ${about(beforeMs)} before the first began; workers were ${percent(report.utilisation)} busy`,
    spentInWords(report.spentOn),
    ...(slowest === undefined ? [] : [slowestInWords(slowest), splitInWords(slowest, workers)]),
    line('maxWorkers', report.byWorkers, report.workersLevelOffAt),
    line('shards', report.byShards, report.shardsLevelOffAt),
  ].join('\n');
}

function spentInWords(spent: SpentOn): string {
  const { startUpMs, loadMs, testsMs, restMs } = spent;
  const all = startUpMs + loadMs + testsMs + restMs;
  const part = (ms: Ms): string => percent(all === 0 ? 0 : ms / all);
  return `  start-up ${part(startUpMs)}, loading ${part(loadMs)}, tests ${part(testsMs)}, the rest ${part(restMs)}`;
}

function slowestInWords({ path, tookMs, share, dominatesFrom }: SlowestFile): string {
  const decides =
    dominatesFrom === undefined
      ? ''
      : `; from ${counted(dominatesFrom, 'worker')} on it alone decides how long all takes`;
  return `  slowest: ${path}, ${about(tookMs)} (${percent(share)} of the time)${decides}`;
}

function splitInWords({ split }: SlowestFile, workers: number): string {
  if (split === undefined) return '  it has no two tests to split';
  const { inTwo, best } = split;
  const where = `with ${counted(workers, 'worker')}`;
  if (best.gainMs < 1) return `  to split it gains nothing ${where}`;
  const inMore = best.parts === 2 ? '' : `, and at best ${about(best.gainMs)}, in ${best.parts}`;
  return `  to split it in two gains ${about(inTwo.gainMs)} ${where}${inMore}`;
}

function line(name: string, predictions: readonly Prediction[], levelsOffAt: number | undefined): string {
  const shown = predictions.filter(({ size }) => SHOWN.includes(size));
  const times = shown.map(({ size, wallMs }) => `${size}: ${about(wallMs)}`).join(', ');
  // First, since a terminal may cut the line.
  const advice = levelsOffAt === undefined ? 'does not level off' : `levels off at ${levelsOffAt}`;
  return `  ${name} ${advice}; it would take ${times}`;
}

/** A length of time to three digits: a prediction has no more. */
export function about(ms: Ms): string {
  return formatMs(Number(ms.toPrecision(3)));
}

/** A part of a whole. */
export function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
