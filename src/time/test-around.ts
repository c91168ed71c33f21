import { shared } from '../realm';

/** What jest-circus says of the test around a simulation. */
export const testAround = shared('test-around', () => ({
  /** Its time limit, in milliseconds; infinite while unknown. */
  timeout: Infinity,
  /** Whether the setup file has run. */
  isSetUp: false,
  /** Whether this is a worker of a pool, where tasks run and no test. */
  isWorker: false,
  /** How many `test.concurrent` tests are under way. */
  concurrent: 0,
  /** How often it was tried before, by `jest.retryTimes`. */
  retry: 0,
  /** Node's own `process`: the one that tests see is a copy, which never hears of an uncaught error. */
  nodeProcess: null as NodeJS.Process | null,
}));
