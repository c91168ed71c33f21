import { describe, expect, jest, test } from '@jest/globals';
import { AsyncLocalStorage } from 'node:async_hooks';
import { type Run, asyncPool, observe, runOf, simulate, traceOf } from '../../src';
import { taskContext } from '../../src/trace/task-context';

const sleep = (ms: number) => new Promise<number>((resolve) => setTimeout(() => resolve(ms), ms));

describe('an observed function', () => {
  test('is called with the same `this` and arguments, and gives the very same value', async () => {
    const result = Promise.resolve({});
    const target = {
      fn: observe(
        jest.fn((..._: unknown[]) => result),
        'fn',
      ),
    };

    const given = target.fn('a', { b: 1 });

    expect(given).toBe(result);
    expect(target.fn.mock.contexts).toEqual([target]);
    expect(target.fn.mock.calls).toEqual([['a', { b: 1 }]]);
  });

  test('keeps its name, its length, its fields and what it is', () => {
    const add = Object.assign(
      function add(a: number, b: number) {
        return a + b;
      },
      { version: 2 },
    );
    class Model {
      static find = (): string => 'found';
      isModel = true;
    }

    const observedAdd = observe(add);
    const ObservedModel = observe(Model as never as () => Model) as never as typeof Model;

    expect([observedAdd.name, observedAdd.length, observedAdd.version, observedAdd(1, 2)]).toEqual(['add', 2, 2, 3]);
    expect(new ObservedModel()).toBeInstanceOf(Model);
    expect(ObservedModel.find()).toBe('found');
    expect(typeof observedAdd).toBe('function');
    expect(Object.keys(observedAdd)).toEqual(['version']);
  });

  test('keeps all that a mock can do, and gives itself where the mock would', async () => {
    const load = observe(jest.fn<(id: number) => Promise<string>>())
      .mockResolvedValueOnce('first')
      .mockImplementation(async (id) => `later ${id}`);

    expect([await load(1), await load(2)]).toEqual(['first', 'later 2']);
    expect(load).toHaveBeenCalledTimes(2);
    expect(load).toHaveBeenLastCalledWith(2);
    expect(traceOf(load).length).toBe(2);
    expect(load.mockClear()).toBe(load);
    expect(load).not.toHaveBeenCalled();
    expect(jest.isMockFunction(load)).toBe(true);
  });

  test('throws what it threw, and at once', () => {
    const error = new Error('no');
    const fails = observe(() => {
      throw error;
    }, 'fails');

    expect(fails).toThrow(error);
    expect(traceOf(fails).spans).toMatchObject([{ outcome: 'rejected', error, label: 'fails', input: [] }]);
  });

  test('rejects with what it rejected with', async () => {
    const error = new Error('no');
    const fails = observe(async (_: string) => Promise.reject(error));

    await expect(fails('a')).rejects.toBe(error);
    expect(traceOf(fails).spans).toMatchObject([{ outcome: 'rejected', error, label: 'a', input: ['a'] }]);
  });

  test('lets a lazy thenable begin when it is first asked for, and hears what comes', async () => {
    let begun = 0;
    class Query {
      then<R>(fulfilled: (rows: string[]) => R, rejected?: (error: unknown) => R) {
        begun += 1;
        return sleep(10)
          .then(() => ['row'])
          .then(fulfilled, rejected);
      }
    }
    const select = observe((_table: string) => new Query());

    const run = await simulate(async () => {
      const query = select('users');
      const before = begun;
      return [before, await query, begun, query instanceof Query];
    });

    expect(run.value).toEqual([0, ['row'], 1, true]);
    expect(run.trace.spans).toMatchObject([{ label: 'users', startedAt: 0, endedAt: 10, result: ['row'] }]);
  });

  test('is in flight until the async iterator it gave is done, left or fails', async () => {
    const pages = observe(async function* pages(count: number) {
      for (let page = 1; page <= count; page++) {
        await sleep(10);
        if (page === 4) throw new Error('gone');
        yield page;
      }
    });

    const run = await simulate(async () => {
      const read: number[] = [];
      for await (const page of pages(2)) read.push(page);
      for await (const page of pages(3)) if (page === 2) break;
      for await (const page of pages(4)) read.push(page);
      return read;
    }).catch((error: unknown) => runOf(error) as Run);

    expect(traceOf(pages).spans.map(({ startedAt, endedAt, outcome }) => [startedAt, endedAt, outcome])).toEqual([
      [0, 20, 'fulfilled'],
      [20, 40, 'fulfilled'],
      [40, 80, 'rejected'],
    ]);
    expect(run.elapsed).toBe(80);
    expect(Object.prototype.toString.call(pages(1))).toBe('[object AsyncGenerator]');
  });

  test('leaves alone what has no end to wait for', () => {
    const frozen = Object.freeze({ then: (fulfilled: (n: number) => void) => fulfilled(1) });
    const value = observe((given: unknown) => given, 'value');

    expect([value(frozen), value(7), value([1])]).toEqual([frozen, 7, [1]]);
    expect(traceOf(value).spans.map(({ outcome, result }) => [outcome, result])).toEqual([
      ['unfinished', undefined],
      ['fulfilled', 7],
      ['fulfilled', [1]],
    ]);
  });

  test('gives what cannot be looked at as it is, and is over', () => {
    const closed = {
      get then(): never {
        throw new Error('closed');
      },
    };
    const give = observe(() => closed, 'give');

    expect(give()).toBe(closed);
    const [call] = traceOf(give).spans;
    expect(call?.outcome).toBe('fulfilled');
    expect(call?.result).toBe(closed);
  });

  test('has no name if its `name` is no text', () => {
    class Model {
      isModel = true;
      static name(): string {
        return 'users';
      }
    }

    const observedModel = observe(Model as never as () => Model);

    expect(() => observedModel()).toThrow('cannot be invoked');
    expect(traceOf(observedModel).spans.map(({ label }) => label)).toEqual(['anonymous']);
  });

  test('keeps the async context of its caller, and the draws', async () => {
    const context = new AsyncLocalStorage<string>();
    const where = async () => [context.getStore(), Math.random()];
    const both = (fn: () => Promise<unknown>) => simulate(() => context.run('here', fn));

    const [plain, seen] = [await both(where), await both(observe(where))];

    expect(seen.value).toEqual(plain.value);
    expect((seen.value as unknown[])[0]).toBe('here');
    expect(taskContext.getStore()).toBeUndefined();
  });
});

describe('what is recorded of it', () => {
  test('belongs to the simulation, and to the task in which it began', async () => {
    const fetchPage = observe((page: string) => sleep(page === 'a' ? 30 : 10), 'fetchPage');
    const load = async (pages: string[]) => Promise.all(pages.map((page) => fetchPage(page)));

    const run = await simulate(() => asyncPool(1).map(load, [['a', 'b'], ['c']]));

    expect(run.trace.spans.map(({ label, parent, startedAt, lane }) => [label, parent, startedAt, lane])).toEqual([
      ['a, b', undefined, 0, 0],
      ['a', 0, 0, 0],
      ['b', 0, 0, 1],
      ['c', undefined, 30, 0],
      ['c', 1, 30, 0],
    ]);
    expect(run).toRunInParallel(1);
    expect(fetchPage).toRunInParallel(2);
    expect(run.only(fetchPage)).toRunInParallel(2);
    expect(run.only('fetchPage').length).toBe(3);
  });

  test('is a call of another observed function if it began in that, and is judged with it', async () => {
    const inner = observe((ms: number) => sleep(ms), 'inner');
    const outer = observe(async () => [await inner(10), await inner(20)], 'outer');

    const run = await simulate(async () => outer());

    expect(run).not.toRunInParallel();
    expect(run.trace.spans.map(({ source, parent }) => [source.name, parent])).toEqual([
      ['outer', undefined],
      ['inner', 0],
      ['inner', 0],
    ]);
    expect(traceOf(inner).length).toBe(2);
  });

  test('names a call by its arguments, by a function of them, or by the name of what was called', async () => {
    const byArguments = observe(async (..._: unknown[]) => 0, 'byArguments');
    const byFunction = observe(
      async (user: { id: number }) => user.id,
      (user) => `user ${user.id}`,
    );

    await simulate(async () => {
      await Promise.all([byArguments('a', 1), byArguments({}), byArguments(), byFunction({ id: 3 })]);
    });

    expect(traceOf(byArguments).spans.map(({ label }) => label)).toEqual(['a, 1', 'byArguments #1', 'byArguments #2']);
    expect(traceOf(byFunction).spans.map(({ label }) => label)).toEqual(['user 3']);
  });

  test('is on the real clock outside a simulation, in one recording for each test', async () => {
    const first = observe(async (n: number) => n, 'first');
    const second = observe(async (n: number) => first(n), 'second');

    await Promise.all([second(1), second(2)]);

    const trace = traceOf(second);
    expect(trace.recording).toEqual({ clock: 'real' });
    expect(
      trace.spans.every(({ queuedAt, startedAt, endedAt }) => queuedAt === startedAt && startedAt <= endedAt),
    ).toBe(true);
    expect(second).toRunInParallel(2);
    expect(traceOf(first).spans.map(({ parent }) => parent)).toEqual(trace.spans.map(({ id }) => id));
    expect([first, second]).toRunInParallel(4);
  });

  test('is that of the simulation if it was called there last', async () => {
    const load = observe(sleep, 'load');

    await load(1);
    await simulate(() => Promise.all([load(10), load(20)]));

    expect(load).toRunInParallel(2);
    expect(traceOf(load).recording).toEqual({ seed: 1, clock: 'virtual' });
  });

  test('shows what is still in flight', async () => {
    const never = observe(() => new Promise(() => undefined), 'never');

    void never();

    expect(traceOf(never).spans).toMatchObject([{ outcome: 'unfinished' }]);
  });
});

describe('what one test recorded', () => {
  const shared = observe(async (n: number) => n, 'shared');

  test('is there in that test', async () => {
    await Promise.all([shared(1), shared(2)]);

    expect(shared).toRunInParallel(2);
  });

  test('is no evidence in the next', () => {
    expect(() => expect(shared).toRunInParallel(2)).toThrow('got a function without any.');
    expect(traceOf(shared).length).toBe(0);
  });
});

describe('observe', () => {
  test('gives back a function that is observed already', () => {
    const once = observe(sleep);

    expect(observe(once)).toBe(once);
    expect(() => observe(once, 'twice')).toThrow(
      '`sleep` is observed already. Give the label where it is first observed.',
    );
  });

  test.each<[unknown, unknown, string]>([
    [4, undefined, 'Expected `fn` to be a function, got `4` (number).'],
    [
      sleep,
      '',
      "Expected `label` to be a text that names the function, or a function of the arguments that names a call, got `''` (string).",
    ],
    [sleep, 7, 'got `7` (number).'],
  ])('refuses %p with %p', (fn, label, message) => {
    expect(() => observe(fn as never, label as never)).toThrow(message);
  });

  test('refuses a name of a call that is no text', () => {
    const bad = observe(sleep, (() => 7) as never);

    expect(() => bad(1)).toThrow('Expected `label(…)` to be a text, got `7` (number).');
  });
});
