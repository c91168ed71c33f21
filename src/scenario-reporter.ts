/**
 * A Jest reporter that prints a line and a small timeline for each scenario: `--reporters jest-lanes/scenario-reporter`.
 *
 * The digits say how many tasks were in flight. It comes beside Jest's `default` reporter or instead of it; how the tests
 * went, and the exit code, are Jest's affair.
 */
import { ScenarioReporter } from './reporter/scenario-reporter';

// eslint-disable-next-line no-restricted-syntax -- where Jest looks for it
export default ScenarioReporter;
