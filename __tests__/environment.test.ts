import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../src/errors';
import { type EnvironmentClass, TestEnvironment, withLanesEnvironment } from '../src/environment';

const REALM = Symbol.for('jest-lanes.realm');

/** An environment that writes down what is asked of it. */
class Fake {
  readonly global: { [REALM]?: Map<string, unknown> } = {};
  readonly calls: string[] = [];

  async teardown(): Promise<void> {
    this.calls.push('base teardown');
  }
}

const LanesFake = withLanesEnvironment(Fake as EnvironmentClass) as unknown as new (config: unknown) => Fake;
const make = () => new LanesFake({ projectConfig: { rootDir: '/project' } });
const realm = (environment: Fake) => environment.global[REALM]!;

describe('withLanesEnvironment', () => {
  test('leaves the project config in the realm, out of sight of whoever lists the globals', () => {
    const environment = make();

    expect(realm(environment).get('project-config')).toEqual({ rootDir: '/project' });
    expect(Object.keys(environment.global)).toEqual([]);
    expect({ ...environment.global }).toEqual({});
  });

  test('tears the realm down before the environment', async () => {
    const environment = make();
    realm(environment).set('teardown', () => environment.calls.push('realm teardown'));

    await environment.teardown();

    expect(environment.calls).toEqual(['realm teardown', 'base teardown']);
  });

  test('tears the environment down even if the realm fails, and says how it failed', async () => {
    const environment = make();
    realm(environment).set('teardown', () => {
      throw new Error('realm failed');
    });

    await expect(environment.teardown()).rejects.toThrow('realm failed');

    expect(environment.calls).toEqual(['base teardown']);
  });

  test('does no harm where no test loaded jest-lanes', async () => {
    const environment = make();

    await environment.teardown();

    expect(environment.calls).toEqual(['base teardown']);
  });

  test('wants a class', () => {
    expect(() => withLanesEnvironment('jsdom' as unknown as EnvironmentClass)).toThrow(
      new UsageError("Expected `base` to be the class of a Jest environment, got `'jsdom'` (string)."),
    );
  });
});

test('the default environment runs a realm of its own', async () => {
  const config = { projectConfig: { testEnvironmentOptions: {} }, globalConfig: {} };
  const environment = new TestEnvironment(config as never, { console, docblockPragmas: {}, testPath: '' });

  expect(environment.getVmContext()).not.toBeNull();
  expect(environment.global).not.toBe(globalThis);

  await environment.teardown();
});
