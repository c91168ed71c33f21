import { describe, expect, test } from '@jest/globals';
import { Run, UsageError, asyncPool, runOf, serialPool, simulate } from '../../src';
import { natives } from '../../src/time/natives';

const sleep = <T>(ms: number, value?: T) => new Promise<T>((resolve) => setTimeout(() => resolve(value as T), ms));

describe('the run of a simulation', () => {
  test('has what the body gave, and how long it took', async () => {
    const run = await simulate(() => sleep(250, 'value'));

    expect(run).toBeInstanceOf(Run);
    expect([run.value, run.elapsed, run.leaks, run.trace.length]).toEqual(['value', 250, [], 0]);
  });

  test('takes a body that is synchronous', async () => {
    expect((await simulate(() => 42)).value).toBe(42);
    expect((await simulate(() => undefined)).value).toBeUndefined();
  });

  test("has a pool's results if the body gives a pool's run", async () => {
    const run = await simulate(() => asyncPool(2).map((ms) => sleep(ms, ms * 2), [30, 10, 20]));

    expect(run.results).toEqual([60, 20, 40]);
    expect(run.value).toEqual([60, 20, 40]);
    expect([...run]).toEqual([60, 20, 40]);
    expect(run.inputs).toEqual([30, 10, 20]);
    expect(run.byInput()).toEqual(
      new Map([
        [30, 60],
        [10, 20],
        [20, 40],
      ]),
    );
    expect(run.elapsed).toBe(30);
  });

  test('counts the whole body, not only the pool', async () => {
    const run = await simulate(async () => {
      await sleep(5);
      const mapped = await serialPool().map((ms) => sleep(ms), [10, 20]);
      await sleep(7);
      return mapped;
    });

    expect(run.elapsed).toBe(42);
    expect(run.trace.spans.map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual([
      [5, 15],
      [15, 35],
    ]);
  });

  test("has no results if the body gives something else than a pool's run", async () => {
    const run = await simulate(() => [1, 2]);

    for (const read of [() => run.results, () => run.inputs, () => run.byInput(), () => [...run]]) {
      expect(read).toThrow(UsageError);
    }
    expect(run.value).toEqual([1, 2]);
  });

  test('has every span of the simulation, of all pools, tasks that never started apart', async () => {
    const run = await simulate(
      async () => {
        void asyncPool(1).map(() => sleep(100), ['in flight', 'queued']);
        await asyncPool(2).map(() => sleep(10), ['a', 'b']);
      },
      { leaks: 'ignore' },
    );

    expect(run.trace.spans.map(({ label, outcome }) => [label, outcome])).toEqual([
      ['in flight', 'unfinished'],
      ['a', 'fulfilled'],
      ['b', 'fulfilled'],
    ]);
    expect(run.trace.neverStarted.map(({ label, outcome }) => [label, outcome])).toEqual([['queued', 'unfinished']]);
  });

  test('carries its seed', async () => {
    expect((await simulate(() => undefined, { seed: 9 })).seed).toBe(9);
    expect((await simulate(() => undefined)).seed).toBe(1);
  });

  test('is typed by what the body gives', async () => {
    const text = await simulate(() => sleep(1, 'text'));
    const value: string = text.value;
    const mapped = await simulate(() => asyncPool(1).map((n: number) => String(n), [1]));
    const results: readonly string[] = mapped.results;
    const inputs: Map<number, string> = mapped.byInput();
    // @ts-expect-error -- the value is a text
    const wrong: number = text.value;
    // @ts-expect-error -- nothing was mapped
    const noInput = () => text.byInput().get('an input');
    // @ts-expect-error -- not a choice
    const misspelt = simulate(() => 1, { random: 'seed' });

    await expect(misspelt).rejects.toThrow(UsageError);
    expect(noInput).toThrow(UsageError);
    expect([value, results, inputs.get(1), wrong]).toEqual(['text', ['1'], '1', 'text']);
  });
});

describe('a body that fails', () => {
  test('rejects with its own error, untouched, and runOf finds the run', async () => {
    const failure = Object.freeze(new Error('mine'));
    const simulation = simulate(async () => {
      await asyncPool(1).map((ms) => sleep(ms), [20]);
      throw failure;
    });

    await expect(simulation).rejects.toBe(failure);
    expect(runOf(failure)?.elapsed).toBe(20);
    expect(runOf(failure)?.trace.length).toBe(1);
    expect(runOf(failure)?.value).toBeUndefined();
  });

  test('rejects also with what it throws synchronously', async () => {
    const failure = new Error('at once');

    await expect(
      simulate(() => {
        throw failure;
      }),
    ).rejects.toBe(failure);
    expect(runOf(failure)?.elapsed).toBe(0);
  });

  test('may throw anything', async () => {
    await expect(simulate(() => Promise.reject('text'))).rejects.toBe('text');
    await expect(simulate(() => Promise.reject(undefined))).rejects.toBeUndefined();
  });

  test("rejects with the error of a pool's task; the run is that of the simulation", async () => {
    const failure = new Error('second task');
    const failing = (ms: number) => sleep(ms).then(() => (ms === 20 ? Promise.reject(failure) : ms));
    const simulation = simulate(async () => {
      await sleep(100);
      return asyncPool(2).map(failing, [10, 20, 30]);
    });

    await expect(simulation).rejects.toBe(failure);
    expect(runOf(failure)?.elapsed).toBe(140);
    expect(runOf(failure)?.trace.spans.map(({ outcome }) => outcome)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('gives the realm back', async () => {
    await simulate(() => Promise.reject(new Error('mine'))).catch(() => undefined);

    expect(natives.dateNow() - Date.now()).toBeLessThan(1000);
    expect((await simulate(() => sleep(5))).elapsed).toBe(5);
  });
});

describe('what simulate is given', () => {
  const refused: Record<string, () => Promise<unknown>> = {
    'a body that is none': () => simulate('body' as never),
    'options that are none': () => simulate(() => 1, 5 as never),
    'options of null': () => simulate(() => 1, null as never),
    'an option that is unknown': () => simulate(() => 1, { sed: 1 } as never),
    'a seed that is none': () => simulate(() => 1, { seed: 1.5 }),
    'a choice of randomness that is none': () => simulate(() => 1, { random: 'yes' as never }),
    'a clock that is none': () => simulate(() => 1, { clock: 'fake' as never }),
    'a way to treat leaks that is none': () => simulate(() => 1, { leaks: true as never }),
    'limits that are none': () => simulate(() => 1, { limits: 5 as never }),
    'an option that every object has': () => simulate(() => 1, { constructor: 1 } as never),
    'limits of null': () => simulate(() => 1, { limits: null as never }),
    'a limit that is unknown': () => simulate(() => 1, { limits: { event: 1 } as never }),
    'a limit of 0': () => simulate(() => 1, { limits: { events: 0 } }),
    'a limit that is no number': () => simulate(() => 1, { limits: { realMs: '5' as never } }),
  };

  test('is refused at the door, by name', async () => {
    const messages = [];
    for (const [what, call] of Object.entries(refused)) {
      const error = (await call().catch((reason: unknown) => reason)) as Error;
      messages.push(`${what}: ${error.name}: ${error.message}`);
    }

    expect(messages.join('\n')).toMatchInlineSnapshot(`
     "a body that is none: UsageError: Expected \`body\` to be a function, got \`'body'\` (string).
     Write \`simulate(() => …)\`.
     options that are none: UsageError: Expected \`options\` to be an object, got \`5\` (number).
     options of null: UsageError: Expected \`options\` to be an object, got \`null\` (null).
     an option that is unknown: UsageError: Expected \`options\` to be made of \`seed\`, \`limits\`, \`cores\`, \`processStart\`, \`threadStart\`, \`random\`, \`clock\`, \`leaks\`, got \`{ sed: 1 }\` (object).
     \`sed\` is none of them.
     a seed that is none: UsageError: Expected \`seed\` to be a whole number, got \`1.5\` (number).
     a choice of randomness that is none: UsageError: Expected \`random\` to be 'seeded' or 'real', got \`'yes'\` (string).
     a clock that is none: UsageError: Expected \`clock\` to be 'virtual' or 'real', got \`'fake'\` (string).
     a way to treat leaks that is none: UsageError: Expected \`leaks\` to be 'warn' or 'error' or 'ignore', got \`true\` (boolean).
     limits that are none: UsageError: Expected \`limits\` to be an object, got \`5\` (number).
     an option that every object has: UsageError: Expected \`options\` to be made of \`seed\`, \`limits\`, \`cores\`, \`processStart\`, \`threadStart\`, \`random\`, \`clock\`, \`leaks\`, got \`{ constructor: 1 }\` (object).
     \`constructor\` is none of them.
     limits of null: UsageError: Expected \`limits\` to be an object, got \`null\` (null).
     a limit that is unknown: UsageError: Expected \`limits\` to be made of \`events\`, \`virtualMs\`, \`firingsAtOneInstant\`, \`realMs\`, \`holdMs\`, got \`{ event: 1 }\` (object).
     \`event\` is none of them.
     a limit of 0: UsageError: Expected \`limits.events\` to be a number greater than 0, got \`0\` (number).
     a limit that is no number: UsageError: Expected \`limits.realMs\` to be a number greater than 0, got \`'5'\` (string)."
    `);
  });

  test.each(Object.keys(refused))('leaves nothing behind: %s', async (what) => {
    await refused[what]!().catch(() => undefined);

    expect((await simulate(() => sleep(5))).elapsed).toBe(5);
  });

  test('may be undefined, option by option', async () => {
    const options = { seed: undefined, random: undefined, clock: undefined, leaks: undefined, limits: undefined };

    expect((await simulate(() => sleep(5), options as never)).elapsed).toBe(5);
  });
});
