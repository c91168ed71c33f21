import type { RunRecord } from '../handover/records';
import { traceOfRecord } from '../handover/trace-of-record';
import { type Ms, formatMs } from '../time/duration';
import { axisFor } from '../timeline/axis';
import { drawInFlight } from '../timeline/in-flight-row';
import { inFlight } from '../trace/in-flight';

/** A Jest test of a scenario, and its run. */
export interface ScenarioTest {
  /** The scenario. */
  readonly name: string;
  /** The test of it, as `on asyncPool(4)`. */
  readonly test: string;
  readonly status: string;
  readonly message?: string;
  readonly run?: RunRecord | undefined;
}

const MARKS: Readonly<Record<string, string>> = { passed: '✓', failed: '✗' };
const NOT_RUN = '○';
const COLUMNS = 48;

/** What a person reads of a suite of scenarios. */
export function reportOf(tests: readonly ScenarioTest[], tookMs: Ms): string {
  const scenarios = new Map<string, ScenarioTest[]>();
  for (const test of tests) scenarios.set(test.name, [...(scenarios.get(test.name) ?? []), test]);
  return [...[...scenarios].map(([name, all]) => scenarioLines(name, all)), '', summary(scenarios, tookMs)].join('\n');
}

function scenarioLines(name: string, tests: readonly ScenarioTest[]): string {
  const mark = MARKS[statusOf(tests)] ?? NOT_RUN;
  const runs = runsOf(tests);
  const width = Math.max(0, ...runs.map((run) => poolOf(run).length));
  return [`${mark} ${name}`, ...runs.map((run) => poolLine(run, width)), ...failures(tests)].join('\n');
}

/** One drawing for all pools that have the same would hide that they do, and lines are cheap. */
function poolLine(run: RunRecord, width: number): string {
  const times = `${formatMs(run.elapsedMs)} in ${formatMs(Math.round(run.realMs))}`;
  return `    ${poolOf(run).padEnd(width)}  ${times.padEnd(20)}  ${drawn(run)}`.trimEnd();
}

function poolOf({ scenario }: RunRecord): string {
  return scenario?.pool ?? '';
}

/** How many were in flight, in a line of digits. */
function drawn(run: RunRecord): string {
  const { spans } = traceOfRecord(run, 'judged');
  if (spans.length === 0) return '';
  const until = spans.reduce((last, { endedAt }) => Math.max(last, endedAt), 0);
  return drawInFlight(inFlight(spans), axisFor(spans, { from: spans[0]!.startedAt, until }, COLUMNS));
}

function runsOf(tests: readonly ScenarioTest[]): readonly RunRecord[] {
  return tests.flatMap(({ run }) => (run === undefined ? [] : [run]));
}

function failures(tests: readonly ScenarioTest[]): readonly string[] {
  const failed = tests.filter(({ status }) => status === 'failed');
  return failed.map(({ test, message = '' }) => `    ✗ ${test}: ${message.split('\n')[0]!}`);
}

function statusOf(tests: readonly ScenarioTest[]): string {
  if (tests.some(({ status }) => status === 'failed')) return 'failed';
  return tests.some(({ status }) => status === 'passed') ? 'passed' : 'skipped';
}

function summary(scenarios: ReadonlyMap<string, readonly ScenarioTest[]>, tookMs: Ms): string {
  const all = [...scenarios.values()];
  const count = (status: string): number => all.filter((tests) => statusOf(tests) === status).length;
  const runs = runsOf(all.flat());
  const simulated = runs.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);
  const failed = count('failed') === 0 ? '' : `, ${count('failed')} failed`;
  const skipped = count('skipped') === 0 ? '' : `, ${count('skipped')} not run`;
  return (
    `${all.length} scenarios: ${count('passed')} passed${failed}${skipped}; ` +
    `${formatMs(simulated)} simulated on ${runs.length} pools, ${formatMs(Math.round(tookMs))} of real time`
  );
}
