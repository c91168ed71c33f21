import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { processPool, threadPool, type Pool } from '../../src';
import { UsageError } from '../../src/errors';
import { openLanes } from '../../src/workers/open-lanes';
import { failureOf } from '../pools/contract/tasks';
import { throwIt } from '../pools/contract/work';
import * as sleeping from './tasks/sleeping';

// Whatever JavaScript would let a caller write.
type Make = (size?: any, options?: any) => Pool;

const kinds: [string, Make][] = [
  ['processPool', processPool as Make],
  ['threadPool', threadPool as Make],
];

/** What is thrown at once. */
function thrownBy(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error('It did not throw.');
}

class Galaxy {
  readonly version = '24.1';
}

afterEach(() => {
  expect(openLanes().size).toBe(0);
});

describe.each(kinds)('%s refuses', (_, make) => {
  test.each([
    [0, '`0` (number)'],
    [-2, '`-2` (number)'],
    [1.5, '`1.5` (number)'],
    [NaN, '`NaN` (number)'],
    [Infinity, '`Infinity` (number)'],
    ['x', "`'x'` (string)"],
    [undefined, '`undefined` (undefined)'],
  ])('a size of %p', (size, got) => {
    expect(thrownBy(() => make(size))).toBe(`Expected \`size\` to be a whole number from 1 up, got ${got}.`);
  });

  test.each([
    [null, 'Expected `options` to be an object, got `null` (null).'],
    [4, 'Expected `options` to be an object, got `4` (number).'],
    [
      { retries: 3 },
      'Expected `options` to be made of `taskTimeout`, `output`, `rendezvous`, `resourceLimits`, `execArgv`, `env`, got `{ retries: 3 }` (object).\n`retries` is none of them.',
    ],
    [
      { taskTimeout: 0 },
      'Expected `options.taskTimeout` to be a number of milliseconds greater than 0, got `0` (number).',
    ],
    [
      { taskTimeout: NaN },
      'Expected `options.taskTimeout` to be a number of milliseconds greater than 0, got `NaN` (number).',
    ],
    [{ output: 'loud' }, "Expected `options.output` to be 'capture' or 'pass', got `'loud'` (string)."],
    [{ rendezvous: 1 }, 'Expected `options.rendezvous` to be true or false, got `1` (number).'],
    [
      { resourceLimits: 64 },
      'Expected `options.resourceLimits` to be an object of limits, as `worker_threads` takes them, got `64` (number).',
    ],
    [{ execArgv: '--expose-gc' }, "Expected `options.execArgv` to be an array of texts, got `'--expose-gc'` (string)."],
    [{ env: { DEBUG: 1 } }, 'Expected `options.env.DEBUG` to be a text, got `1` (number).'],
  ])('options of %p', (options, message) => {
    expect(thrownBy(() => make(2, options))).toBe(message);
  });

  test('inputs that cannot cross, before any of them runs, and names the place', () => {
    const pool = make(2);
    const signal = AbortSignal.abort();

    expect(thrownBy(() => pool.map(String, [0, 1, 2, { callback: () => 0 }]))).toBe(
      'inputs[3].callback is a function, which cannot cross between a test and its workers.\n' +
        'Send data, and let the task choose the function by it.',
    );
    expect(thrownBy(() => pool.mapSettled(String, [{ when: Promise.resolve() }]))).toBe(
      'inputs[0].when is a Promise, which cannot cross between a test and its workers.\nAwait it first.',
    );
    expect(
      thrownBy(() =>
        pool.starmap(Math.max, [
          [1, 2],
          [3, Symbol('x') as unknown as number],
        ]),
      ),
    ).toBe(
      'argLists[1][1] is a symbol, which cannot cross between a test and its workers.\nSend its name, as a string.',
    );
    expect(thrownBy(() => pool.apply(String, [{ signal }]))).toBe(
      'args[0].signal is an AbortSignal, which cannot cross between a test and its workers.\n' +
        'Nobody could abort it from afar. Make a signal in the task: `AbortSignal.timeout(ms)`.',
    );
  });

  test('an input of `imap` that cannot cross in its place, since inputs are taken one by one', async () => {
    // A lane is made ready before the first input is taken.
    await using pool = make(2);
    const results = pool.imap(String, [() => 0]);

    expect(await failureOf(results.next())).toEqual(
      new UsageError(
        'inputs[0] is a function, which cannot cross between a test and its workers.\n' +
          'Send data, and let the task choose the function by it.',
      ),
    );
  });

  test('a function that captures something, and names it as it is written', () => {
    const [factor, offset] = [2, 1];

    expect(thrownBy(() => make(2).map((n: number) => n * factor + offset, [1]))).toBe(
      'Expected `fn` to be a function that a worker can be sent, got `[Function]` (function).\n' +
        'A function that no worker can import is sent by its source, and this one captures `factor` and `offset`.\n' +
        'Pass them in with the input, or move the function to a module and import it.',
    );
    expect(thrownBy(() => make(2).apply(() => sleeping.sleep(1)))).toMatch(/this one captures `sleeping`/);
  });

  test('a mock, and an export that is spied on', () => {
    const spy = jest.spyOn(sleeping, 'sleepTwice');

    expect(thrownBy(() => make(2).map(jest.fn(), [1]))).toBe(
      'Expected `fn` to be a function that a worker can be sent, but `jest.fn()` is a mock function, and mocks do not reach workers.\n' +
        'Test it with `asyncPool` or `serialPool`, which call it in this realm, or without the mock.',
    );
    expect(thrownBy(() => make(2).map(sleeping.sleepTwice, ['1']))).toMatch(/is a mock function/);
    spy.mockRestore();
  });

  test('what is no function of its own: a bound one, a class', () => {
    expect(thrownBy(() => make(2).map(throwIt.bind(null), [1]))).toMatch(/It is bound or native, and so has no source/);
    expect(thrownBy(() => make(2).map(Galaxy as never, [1]))).toMatch(/It is a class/);
  });
});

test('processPool refuses limits of threads, and says what processes have', () => {
  expect(thrownBy(() => processPool(2, { resourceLimits: { maxOldGenerationSizeMb: 64 } }))).toBe(
    'Expected `options.resourceLimits` to be left out, got `{ maxOldGenerationSizeMb: 64 }` (object).\n' +
      "Write `execArgv: ['--max-old-space-size=64']`: it is threads that have resource limits.",
  );
});
