import { promiseHooks } from 'node:v8';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { observe, simulate, traceOf } from '../../src';
import { Unheard } from '../../src/observe/unheard';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const error = new Error('nobody hears this');
const fails = async (ms: number): Promise<void> => {
  await sleep(ms);
  throw error;
};
const failsAtOnce = async (): Promise<void> => {
  throw error;
};

const listeners: ((...args: any[]) => void)[] = [];

afterEach(stopListening);

function stopListening() {
  for (const listener of listeners.splice(0)) {
    process.removeListener('unhandledRejection', listener);
  }
}

/** What Node says of rejections while a body runs; inside `simulate` it says so to the test's own listeners. */
async function saidDuring(body: () => unknown): Promise<unknown[]> {
  const said: unknown[] = [];
  const listener = (reason: unknown) => void said.push(reason);
  listeners.push(listener);
  process.on('unhandledRejection', listener);
  await simulate(async () => {
    await body();
    await sleep(100);
  }).finally(stopListening);
  return said;
}

/** Each way of using a promise, and whether Node reports its rejection. */
const ways: [string, boolean, (call: () => Promise<void>) => unknown][] = [
  ['is dropped', true, (call) => void call()],
  ['is awaited in vain', true, (call) => void (async () => call())()],
  ['has a `then` without a second argument', true, (call) => void call().then(() => 0)],
  ['is awaited in a `try`', false, (call) => call().catch(() => 0)],
  [
    'is caught later, before it rejects',
    false,
    async (call) => {
      const promise = call();
      await sleep(5);
      await promise.catch(() => 0);
    },
  ],
  ['is raced', false, (call) => Promise.race([call(), sleep(50)]).catch(() => 0)],
  ['is settled with others', false, (call) => Promise.allSettled([call(), sleep(1)])],
  [
    'is caught too late',
    true,
    async (call) => {
      const promise = call();
      await sleep(10);
      promise.catch(() => 0);
    },
  ],
];

describe('a rejection of an observed function whose promise', () => {
  test.each(ways)('%s: Node reports it, %p, as of the function itself', async (_, isReported, use) => {
    const plain = await saidDuring(() => use(() => fails(10)));
    const watched = await saidDuring(() => use(() => observe(fails)(10)));

    expect(watched).toEqual(plain);
    expect(watched.includes(error)).toBe(isReported);
  });

  test('rejects at once is reported too', async () => {
    expect(await saidDuring(() => void observe(failsAtOnce)())).toEqual(await saidDuring(() => void failsAtOnce()));
    expect(await saidDuring(() => observe(failsAtOnce)().catch(() => 0))).toEqual([]);
  });

  test('was kept and handled by somebody before is not reported', async () => {
    const kept = fails(10);
    kept.catch(() => 0);
    const give = observe(() => kept);

    expect(await saidDuring(() => [give(), give()].length)).toEqual([]);
  });

  test('was made and handled by the function itself is not reported', async () => {
    const quiet = observe(() => {
      const promise = fails(10);
      promise.catch(() => 0);
      return promise;
    });

    expect(await saidDuring(() => void quiet())).toEqual([]);
    expect(traceOf(quiet).spans).toMatchObject([{ outcome: 'rejected', error }]);
  });

  test('is given by an observed function inside another is reported once', async () => {
    const inner = observe(fails);
    const outer = observe((ms: number) => inner(ms), 'outer');

    expect(await saidDuring(() => void outer(10))).toEqual([error]);
    expect(await saidDuring(() => outer(10).catch(() => 0))).toEqual([]);
  });

  test('comes from an async iterator is reported as before', async () => {
    async function* numbers(): AsyncGenerator<number> {
      await fails(10);
      yield 1;
    }

    expect(await saidDuring(() => void observe(numbers)().next())).toEqual([error]);
    expect(
      await saidDuring(() =>
        observe(numbers)()
          .next()
          .catch(() => 0),
      ),
    ).toEqual([]);
  });
});

describe('V8 is asked about promises', () => {
  type Hook = (promise: object, parent: object | undefined) => void;

  /** One that watches, what it has V8 call, and how often it has begun and stopped to ask. */
  function watching() {
    const unheard = new Unheard();
    const stop = jest.fn();
    const ask = jest.spyOn(promiseHooks, 'onInit').mockReturnValue(stop);
    unheard.enter();
    const hook = ask.mock.calls[0]![0] as unknown as Hook;
    const made = (count: number) => Array.from({ length: count }, () => hook({}, undefined));
    return { unheard, ask, stop, hook, made };
  }

  afterEach(() => {
    jest.restoreAllMocks();
  });

  test('until 64 were made that are nobody’s, and again with the next call', () => {
    const { unheard, ask, stop, made } = watching();
    unheard.leave(undefined);
    made(63);
    expect(stop).not.toHaveBeenCalled();
    made(1);
    expect(stop).toHaveBeenCalledTimes(1);

    unheard.enter();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  test('as long as somebody may still take the promise that a call gave', () => {
    const { unheard, stop, hook, made } = watching();
    const given = {};
    hook(given, undefined);
    expect(unheard.leave(given)).toBe(true);
    unheard.watch(given);
    made(1000);
    expect(stop).not.toHaveBeenCalled();

    hook({}, given);
    made(64);
    expect(stop).toHaveBeenCalledTimes(1);
  });

  test('as long as a call is under way', () => {
    const { unheard, stop, made } = watching();
    made(1000);
    expect(stop).not.toHaveBeenCalled();

    expect(unheard.leave(Promise.resolve())).toBe(false);
    made(64);
    expect(stop).toHaveBeenCalledTimes(1);
  });
});
