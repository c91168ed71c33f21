import { makespan } from '../trace/makespan';
import type { EndedRun } from '../trace/listener';
import { peakConcurrency } from '../trace/peak-concurrency';
import type { NeverStarted, Outcome, Printed, Queued, Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import { work } from '../trace/work';
import type { HoldRecord, MeasuresRecord, NeverStartedRecord, RunRecord, SpanRecord } from './records';
import { errorText, shortText, shortened } from './short-text';

/** The most spans of one run that are handed over: more than a page can show at once. */
export const MOST_SPANS = 10_000;
const MOST_HOLDS = 5;
/** A hold shorter than this, in real milliseconds, says nothing: a file that is read takes about as long. */
const SHORTEST_HOLD_REAL_MS = 5;
const MOST_PRINTED = 20;
const MOST_ERROR_CHARACTERS = 1000;

/** What a run is made of, besides where it happened. */
export type RunFacts = Omit<RunRecord, 'kind' | 'file' | 'test' | 'retry' | 'number' | 'failures' | 'scenario'>;

/** How much of a run is written down. */
export interface Extent {
  readonly spans: number;
  /** Whether with what tasks were given, gave and printed. */
  readonly withValues: boolean;
}

/** A run as it is written down, as much of it as there is room for. */
export function runFacts({ trace, judged, ...run }: EndedRun, { spans: most, withValues }: Extent): RunFacts {
  const { spans, neverStarted, recording } = trace;
  const isAside = asideOf(trace, judged);
  const kept = inOrderOfQueueing(spans).slice(0, most);
  const waiting = neverStarted.slice(0, Math.max(0, most - kept.length));
  return {
    clock: run.clock,
    ...(recording.seed === undefined ? {} : { seed: recording.seed }),
    elapsedMs: run.elapsed,
    realMs: run.realMs,
    ...(run.failure === undefined ? {} : { error: shortened(errorText(run.failure.error), MOST_ERROR_CHARACTERS) }),
    holds: holdsOf(run.holds),
    spans: kept.map((span) => spanRecord(span, isAside(span), withValues)),
    ...(waiting.length === 0 ? {} : { neverStarted: waiting.map((work) => waitingRecord(work, isAside(work))) }),
    spansLeftOut: spans.length + neverStarted.length - kept.length - waiting.length,
    measures: measuresOf(judged),
  };
}

function inOrderOfQueueing(spans: readonly Span[]): readonly Span[] {
  const isOrdered = spans.every((span, i) => i === 0 || spans[i - 1]!.id < span.id);
  return isOrdered ? spans : [...spans].sort((a, b) => a.id - b.id);
}

function asideOf(trace: Trace, judged: Trace): (work: Queued) => boolean {
  if (judged === trace) return () => false;
  const ids = new Set([...judged.spans, ...judged.neverStarted].map(({ id }) => id));
  return ({ id }) => !ids.has(id);
}

function holdsOf(holds: readonly HoldRecord[] = []): readonly HoldRecord[] {
  const long = holds.filter(({ realMs }) => realMs >= SHORTEST_HOLD_REAL_MS);
  return long.slice(0, MOST_HOLDS).map(({ name, realMs }) => ({ name: shortened(name), realMs }));
}

function measuresOf(judged: Trace): MeasuresRecord {
  const [makespanMs, workMs] = [makespan(judged), work(judged)];
  const peak = peakConcurrency(judged);
  const outcomes: Partial<Record<Outcome, number>> = {};
  let slowest: Span | undefined;
  for (const span of judged.spans) {
    outcomes[span.outcome] = (outcomes[span.outcome] ?? 0) + 1;
    if (slowest === undefined || lengthOf(span) > lengthOf(slowest)) slowest = span;
  }
  return {
    spans: judged.length,
    peak: peak.count,
    ...(judged.length === 0 ? {} : { peakAt: peak.at }),
    makespanMs,
    workMs,
    ...(makespanMs === 0 ? {} : { speedUp: workMs / makespanMs }),
    ...(slowest && { slowest: { label: shortened(slowest.label), tookMs: lengthOf(slowest) } }),
    outcomes,
  };
}

function lengthOf({ startedAt, endedAt }: Span): number {
  return endedAt - startedAt;
}

function spanRecord(span: Span, aside: boolean, withValues: boolean): SpanRecord {
  const { lane, startedAt, startStep, endStep, outcome, request, worker } = span;
  return {
    ...queuedRecord(span),
    ...{ lane, startedAt, endedAt: span.endedAt, startStep, endStep, outcome },
    ...(aside && { aside }),
    ...(withValues && valuesOf(span)),
    ...(request && { request: { ...request, path: shortened(request.path) } }),
    ...(worker && { worker }),
  };
}

function valuesOf(span: Span): Pick<SpanRecord, 'input' | 'result' | 'error' | 'output'> {
  return {
    ...(span.input === undefined ? {} : { input: shortText(span.input) }),
    ...('result' in span && span.result !== undefined ? { result: shortText(span.result) } : {}),
    ...('error' in span ? { error: shortened(errorText(span.error), MOST_ERROR_CHARACTERS) } : {}),
    ...(span.output && { output: printedOf(span.output) }),
  };
}

function printedOf(output: readonly Printed[]): readonly Printed[] {
  return output.slice(0, MOST_PRINTED).map((printed) => ({ ...printed, text: shortened(printed.text) }));
}

function waitingRecord(work: NeverStarted, aside: boolean): NeverStartedRecord {
  return { ...queuedRecord(work), endedAt: work.endedAt, outcome: work.outcome, ...(aside && { aside }) };
}

function queuedRecord({ id, label, source, parent, queuedAt }: Queued) {
  const { kind, name } = source;
  return {
    ...{ id, label: shortened(label), source: { kind, name: shortened(name) } },
    ...(parent === undefined ? {} : { parent }),
    queuedAt,
  };
}
