import NodeEnvironment from 'jest-environment-node';
import { expected } from './errors';

/** What `src/realm.ts` keeps on the test's global object; read from outside, where the environment runs. */
const REALM = Symbol.for('jest-lanes.realm');

/** What a test realm may leave for its environment to call, under these names in its realm. */
interface Realm {
  get(key: 'teardown'): (() => void | Promise<void>) | undefined;
  get(key: 'test-event'): ((event: unknown, state: unknown) => void | Promise<void>) | undefined;
  set(key: 'project-config', value: unknown): unknown;
}

/** The part of an environment that jest-lanes builds on. */
interface Environment {
  global: object;
  teardown(): Promise<void>;
  handleTestEvent?(event: unknown, state: unknown): void | Promise<void>;
}

/** The class of a Jest environment. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- TypeScript asks for `any[]` in a mixin's constructor
export type EnvironmentClass = new (...args: any[]) => Environment;

/**
 * Makes a Jest environment end what a test file leaves behind, whatever way the file ended.
 *
 * Tells the test's realm of each test event, so that a simulation ends with its test and not with the test's hooks, and
 * takes the realm's changes to Node's shared modules back before the environment goes. Leaves the project's config in
 * the realm, where no test can reach it otherwise, for workers to compile code with.
 *
 * @param base - the environment's class, as `jest-environment-jsdom` exports it.
 * @returns a class to export from the module that `testEnvironment` names.
 * @throws UsageError if `base` is not a class.
 * @example
 * const { TestEnvironment } = require('jest-environment-jsdom');
 * module.exports = withLanesEnvironment(TestEnvironment);
 */
export function withLanesEnvironment<Base extends EnvironmentClass>(base: Base): Base {
  if (typeof base !== 'function') throw expected('base', 'the class of a Jest environment', base);
  return class LanesEnvironment extends base {
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see EnvironmentClass
    constructor(...args: any[]) {
      super(...args);
      const [{ projectConfig }] = args as [{ projectConfig: unknown }];
      realmOf(this).set('project-config', projectConfig);
    }

    override async handleTestEvent(event: unknown, state: unknown): Promise<void> {
      await realmOf(this).get('test-event')?.(event, state);
      await super.handleTestEvent?.(event, state);
    }

    override async teardown(): Promise<void> {
      try {
        await realmOf(this).get('teardown')?.();
      } finally {
        await super.teardown();
      }
    }
  };
}

function realmOf({ global }: Environment): Realm {
  const holder = global as { [REALM]?: Realm };
  if (holder[REALM] === undefined) Object.defineProperty(holder, REALM, { value: new Map(), configurable: true });
  return holder[REALM] as Realm;
}

/** Jest's node environment with jest-lanes: `testEnvironment: 'jest-lanes/environment'`. */
// eslint-disable-next-line no-restricted-syntax -- Jest takes an environment from the default export
export default withLanesEnvironment(NodeEnvironment);
