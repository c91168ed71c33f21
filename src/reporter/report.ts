import type { News } from '../scenario/news';
import { type Ms, formatMs } from '../time/duration';

/** A Jest test of a scenario, and what it told. */
export interface ScenarioTest {
  /** The scenario. */
  readonly name: string;
  /** The test of it, as `on asyncPool(4)`. */
  readonly test: string;
  readonly status: string;
  readonly message?: string;
  readonly news?: News | undefined;
}

const MARKS: Readonly<Record<string, string>> = { passed: '✓', failed: '✗' };
const NOT_RUN = '○';

/** What a person reads of a suite of scenarios. */
export function reportOf(tests: readonly ScenarioTest[], tookMs: Ms): string {
  const scenarios = new Map<string, ScenarioTest[]>();
  for (const test of tests) scenarios.set(test.name, [...(scenarios.get(test.name) ?? []), test]);
  return [...[...scenarios].map(([name, all]) => scenarioLines(name, all)), '', summary(scenarios, tookMs)].join('\n');
}

function scenarioLines(name: string, tests: readonly ScenarioTest[]): string {
  const mark = MARKS[statusOf(tests)] ?? NOT_RUN;
  const told = tests.flatMap(({ news }) => (news === undefined ? [] : [news]));
  const width = Math.max(0, ...told.map(({ pool }) => pool.length));
  return [`${mark} ${name}`, ...told.map((news) => poolLine(news, width)), ...failures(tests)].join('\n');
}

/** One drawing for all pools that have the same would hide that they do, and lines are cheap. */
function poolLine({ pool, simulatedMs, realMs, inFlight }: News, width: number): string {
  const times = `${formatMs(simulatedMs)} in ${formatMs(Math.round(realMs))}`;
  return `    ${pool.padEnd(width)}  ${times.padEnd(20)}  ${inFlight}`.trimEnd();
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
  const told = all.flat().flatMap(({ news }) => (news === undefined ? [] : [news]));
  const simulated = told.reduce((sum, { simulatedMs }) => sum + simulatedMs, 0);
  const failed = count('failed') === 0 ? '' : `, ${count('failed')} failed`;
  const skipped = count('skipped') === 0 ? '' : `, ${count('skipped')} not run`;
  return (
    `${all.length} scenarios: ${count('passed')} passed${failed}${skipped}; ` +
    `${formatMs(simulated)} simulated on ${told.length} pools, ${formatMs(Math.round(tookMs))} of real time`
  );
}
