import NodeEnvironment from 'jest-environment-node';
import { expected } from './errors';

/** Where `src/realm.ts` keeps things on the test's global object; here it is read from outside that realm. */
const REALM = Symbol.for('jest-lanes.realm');

/** What the environment and the realm it runs leave for each other. */
interface Realm {
  /** Ends what the test file left behind; there once the setup file has loaded. */
  get(key: 'teardown'): (() => Promise<void>) | undefined;
  /** The project's Jest config, which a test cannot reach otherwise: workers compile the user's code with it. */
  set(key: 'project-config', value: unknown): unknown;
}

/** The class of a Jest environment, as far as jest-lanes builds on it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- TypeScript asks for `any[]` in a mixin's constructor
export type EnvironmentClass = new (...args: any[]) => { global: object; teardown(): Promise<void> };

/**
 * Makes a Jest environment clean up after jest-lanes.
 *
 * Before the environment goes, a simulation left under way is ended and Node's shared modules get their own functions
 * back, however the test file ended. The setup file does this too where the file ends well.
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
      super(...(args as unknown[]));
      const [{ projectConfig }] = args as [{ projectConfig: unknown }];
      realmIn(this.global).set('project-config', projectConfig);
    }

    override async teardown(): Promise<void> {
      try {
        await realmIn(this.global).get('teardown')?.();
      } finally {
        await super.teardown();
      }
    }
  };
}

function realmIn(global: { [REALM]?: Realm }): Realm {
  if (global[REALM] === undefined) Object.defineProperty(global, REALM, { value: new Map(), configurable: true });
  return global[REALM] as Realm;
}

/** Jest's node environment with jest-lanes: `testEnvironment: 'jest-lanes/environment'`. */
export const TestEnvironment = withLanesEnvironment(NodeEnvironment);

// eslint-disable-next-line no-restricted-syntax -- where Jest looks for it
export default TestEnvironment;
