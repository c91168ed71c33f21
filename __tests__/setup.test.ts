import { beforeAll, describe, expect, test } from '@jest/globals';
import { type ChildTest, runChildJest } from './simulate/child-jest';

// How tests and test files end, told by a Jest of its own; its files are in `simulate/child`.

let results: readonly ChildTest[];

beforeAll(async () => {
  results = await runChildJest();
}, 90_000);

const named = (name: string): ChildTest => {
  const found = results.find((result) => result.name.endsWith(name));
  if (found === undefined) throw new Error(`The child Jest ran no test "${name}".`);
  return found;
};

test('in a Jest of its own, the tests that are to fail do, and no other', () => {
  const isToFail = ({ name }: ChildTest) => /\bfails: /.test(name);
  const unexpected = results.filter((result) => isToFail(result) !== (result.status === 'failed'));

  expect(unexpected).toEqual([]);
  expect(results.length).toBeGreaterThan(15);
});

describe('a test whose simulation is still under way when it ends', () => {
  test('fails and says so, if the simulation was not awaited', () => {
    expect(named('fails: a simulation that sleeps').errors).toMatchInlineSnapshot(`
     [
       "UsageError: A simulation was still under way when its test ended: it was not awaited, or the test ran into its time limit.",
     ]
    `);
    expect(named('fails: a simulation that would have failed').errors).toEqual(
      named('fails: a simulation that sleeps').errors,
    );
    expect(named('fails: the last simulation of the file is not awaited').errors).toHaveLength(1);
  });

  test('points to the call of simulate', () => {
    const { file, places } = named('fails: a simulation that sleeps');

    expect(places).toEqual([file]);
  });

  test("fails with Jest's own time limit, and says that a simulation was under way", () => {
    expect(named('fails: trips under a simulation that is held').errors).toMatchInlineSnapshot(`
     [
       "Error: thrown: "Exceeded timeout of 100 ms for a test.
     Add a timeout value to this test to increase the timeout, if this is a long-running test. See https://jestjs.io/docs/api#testname-fn-timeout."",
       "UsageError: A simulation was still under way when its test ended: it was not awaited, or the test ran into its time limit.",
     ]
    `);
  });

  test('leaves the next test clear', () => {
    expect(results.filter(({ name }) => /is clear$/.test(name)).map(({ status }) => status)).toEqual([
      'passed',
      'passed',
      'passed',
    ]);
  });
});

test('a hold and a run-away end before the time limit of their test', () => {
  expect(named('is longer than a hold may last').status).toBe('passed');
  expect(named('is longer than a run-away may run').status).toBe('passed');
});

test('a simulation inside test.concurrent is refused, even when it is alone', () => {
  expect(named('is refused, even when it is alone').status).toBe('passed');
  expect(named('a simulation in the test after it is not').status).toBe('passed');
});

test('hooks may simulate, and never see the clock of a test that is over', () => {
  expect(named('hooks may simulate').status).toBe('passed');
  expect(named('hooks never see the clock of a test that is over, however it ended').status).toBe('passed');
});

describe('the delegating functions', () => {
  test('are gone from core modules when their test file is over', () => {
    expect(named('core modules are delegating, and can be captured').status).toBe('passed');
    expect(named('core modules are as Node made them again').status).toBe('passed');
  });

  test('call the native for ever after, where they were captured', () => {
    expect(named('what was captured from them calls the native').status).toBe('passed');
  });
});

describe('fake timers that every test has (fakeTimers.enableGlobally)', () => {
  test('go on as ever', () => {
    expect(named('fake timers that every test has go on as ever').status).toBe('passed');
  });

  test('leave the times of workers to the real clock', () => {
    expect(named('workers tell their times by the clock of the test').status).toBe('passed');
  });

  test('are refused by simulate, also when they are switched off for a while', () => {
    expect(named('a simulation among them is refused').errors).toMatchInlineSnapshot(`
     [
       "UsageError: Jest's fake timers were on when jest-lanes was loaded, so it knows no real ones and leaves time to them.
     Leave \`fakeTimers.enableGlobally\` off in the Jest config, and call \`jest.useFakeTimers()\` in the tests that want it.",
     ]
    `);
    expect(named('it is refused also when they are switched off').errors).toEqual(
      named('a simulation among them is refused').errors,
    );
  });
});
