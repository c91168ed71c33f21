import { expected } from '../errors';
import type { ScenarioProject } from '../scenario/scenario-project';
import { type ReporterOptions, formsOf } from './report-options';

/** What `withLanes` is to add besides; everything has a default. */
export interface LanesOptions extends ScenarioProject {
  /** Whether there is a report, and what is in it; default true. */
  readonly reporter?: boolean | ReporterOptions;
}

/** @throws UsageError for what is no option. */
export function checkLanesOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null) throw expected('options', 'an object', options);
  const { scenarios, reporter, ...rest } = options as LanesOptions;
  const [other] = Object.keys(rest);
  if (other !== undefined) {
    throw expected('options', 'made of `scenarios`, `reporter`', options, `\`${other}\` is none of them.`);
  }
  checkScenarios(scenarios);
  if (reporter === undefined || typeof reporter === 'boolean') return;
  if (typeof reporter !== 'object' || (reporter as unknown) === null) {
    throw expected('reporter', "true, false or the reporter's options", reporter);
  }
  formsOf(reporter);
}

function checkScenarios(scenarios: unknown): void {
  if (scenarios === undefined || typeof scenarios === 'boolean') return;
  if (typeof scenarios === 'string' && scenarios.length > 0) return;
  throw expected('scenarios', 'true, false or a folder', scenarios);
}
