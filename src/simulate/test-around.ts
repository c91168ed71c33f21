import { shared } from '../realm';
import type { Ms } from '../time/duration';

/** The part of jest-circus's events that we follow; the rest is none of our business. */
interface CircusEvent {
  readonly name: string;
  readonly test?: { readonly concurrent?: boolean; readonly timeout?: Ms };
}

interface CircusState {
  readonly testTimeout: Ms;
  readonly parentProcess: NodeJS.Process | null;
}

type CircusHandler = (event: CircusEvent, state: CircusState) => void;

/** What jest-circus says of the test around a simulation. */
export const testAround = shared('test-around', () => ({
  /** Its time limit, in milliseconds; infinite while unknown. */
  timeout: Infinity,
  /** Whether the setup file has run. */
  isSetUp: false,
  /** How many `test.concurrent` tests are under way. */
  concurrent: 0,
  /** Node's own `process`: the one that tests see is a copy, which never hears of an uncaught error. */
  nodeProcess: null as NodeJS.Process | null,
}));

/** The list in which jest-circus keeps its event handlers; its `addEventHandler` pushes to it too. */
function circusHandlers(): CircusHandler[] | undefined {
  return (globalThis as { [key: symbol]: unknown })[Symbol.for('EVENT_HANDLERS')] as CircusHandler[] | undefined;
}

/** What to do as tests come and go. */
export interface TestFollower {
  /** The test's own function is over, in whatever way; its `afterEach` hooks come next. */
  readonly testOver: () => void;
  /** The whole test file is over. */
  readonly fileOver: () => void;
}

/**
 * Follows the tests of this file through jest-circus's events.
 *
 * @returns whether it can: another test runner has no such events.
 */
export function followTests({ testOver, fileOver }: TestFollower): boolean {
  const handlers = circusHandlers();
  if (handlers === undefined) return false;
  handlers.push(({ name, test }, state) => {
    testAround.nodeProcess = state.parentProcess;
    if (name === 'test_start' && test?.concurrent === true) testAround.concurrent += 1;
    if (name === 'test_done' && test?.concurrent === true) testAround.concurrent -= 1;
    if (name === 'test_fn_start') testAround.timeout = test?.timeout ?? state.testTimeout;
    if (name === 'test_fn_success' || name === 'test_fn_failure') testOver();
    if (name === 'run_finish') fileOver();
  });
  return true;
}
