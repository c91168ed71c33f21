import { afterAll, afterEach, beforeEach } from '@jest/globals';
import type { Ms } from '../time/duration';
import { testAround } from '../time/test-around';

/** The part of jest-circus's events that we follow; the rest is none of our business. */
interface CircusEvent {
  readonly name: string;
  readonly test?: {
    readonly concurrent?: boolean;
    readonly timeout?: Ms;
    /** How often it was begun. */
    readonly invocations?: number;
    /** What the test fails with. */
    readonly errors: unknown[];
  };
}

interface CircusState {
  readonly testTimeout: Ms;
  readonly parentProcess: NodeJS.Process | null;
}

type CircusHandler = (event: CircusEvent, state: CircusState) => unknown;

/** What to do as tests come and go. */
export interface TestFollower {
  /** A test begins; its `beforeEach` hooks come next. */
  readonly testBegins: () => void;
  /** The test's own function is over, in whatever way; its `afterEach` hooks come next. What is returned fails it. */
  readonly testOver: () => Error | undefined;
  /** The test is over, with its hooks. */
  readonly testEnded: () => void;
  /** The whole test file is over. */
  readonly fileOver: () => Promise<void>;
}

/** Follows the tests of this file, by jest-circus's events: a hook costs each file ten times as much. */
export function followTests(follower: TestFollower): void {
  // The list in which jest-circus keeps its event handlers; its `addEventHandler` pushes to it too.
  const handlers = (globalThis as { [key: symbol]: unknown })[Symbol.for('EVENT_HANDLERS')];
  if (handlers === undefined) followByHooks(follower);
  else (handlers as CircusHandler[]).push(byEvents(follower));
}

function byEvents({ testBegins, testOver, testEnded, fileOver }: TestFollower): CircusHandler {
  return ({ name, test }, state) => {
    testAround.nodeProcess = state.parentProcess;
    if (name === 'test_start') {
      if (test?.concurrent === true) testAround.concurrent += 1;
      testAround.retry = Math.max(0, (test?.invocations ?? 1) - 1);
      testBegins();
    }
    if (name === 'test_fn_start') testAround.timeout = test?.timeout ?? state.testTimeout;
    if (name === 'test_fn_success' || name === 'test_fn_failure') {
      const error = testOver();
      if (error !== undefined) test?.errors.push(error);
    }
    if (name === 'test_done') {
      if (test?.concurrent === true) testAround.concurrent -= 1;
      testEnded();
    }
    return name === 'run_finish' ? fileOver() : undefined;
  };
}

/** Another test runner has no such events. */
function followByHooks({ testBegins, testOver, testEnded, fileOver }: TestFollower): void {
  beforeEach(testBegins);
  afterEach(() => {
    const error = testOver();
    testEnded();
    if (error !== undefined) throw error;
  });
  afterAll(fileOver);
}
