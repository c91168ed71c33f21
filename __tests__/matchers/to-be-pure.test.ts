import { describe, expect, jest, test } from '@jest/globals';
import crypto from 'node:crypto';
import { simulate } from '../../src';
import { counting, double, numbered } from '../purity/counting';
import { failureOf, receivedOf } from './failure';
import { misuseOf } from './misuse';

declare global {
  var tally: { n: number } | undefined;
}

/** What an assertion that fails says of a function. */
function faultsOf(fn: (input: any) => unknown, inputs: readonly unknown[], options = {}): string {
  return receivedOf(() => void expect(fn).toBePure(inputs, options));
}

describe('toBePure', () => {
  test('passes if the results are the same again and nothing else happens', async () => {
    await expect(double).toBePure([1, 2, 3]);
    await expect((names: string[]) => names.toSorted()).toBePure([['b', 'a']]);
    await expect(async (n: number) => Promise.resolve(n)).toBePure([1, 2]);
  });

  test('lets it print, throw for some, and be given a date', async () => {
    const print = jest.spyOn(console, 'log').mockImplementation(() => {});
    const talks = (n: number) => {
      console.log(n);
      if (n === 2) throw new RangeError('two');
      return new Date(n).toISOString();
    };

    await expect(talks).toBePure([1, 2]);
    print.mockRestore();
  });

  test('fails if a result is another the second time, and says for which input', () => {
    expect(failureOf(() => void expect(numbered).toBePure([5, 6]))).toMatchInlineSnapshot(`
     "expect(numbered).toBePure(expected)

     Expected: a pure function
     Received: 2 faults:
               for inputs[0], which is 5, it gave 5 in order and 8 in another order
               for inputs[1], which is 6, it gave 7 in order and 8 in another order"
    `);
    let isOdd = false;
    expect(
      faultsOf(() => {
        if ((isOdd = !isOdd)) throw new Error('odd');
        return 1;
      }, [1, 1, 1]),
    ).toContain('for inputs[0], which is 1, it threw Error: odd in order and gave 1 in another order');
  });

  test('fails if it changes an input, and says where', () => {
    expect(faultsOf((user) => user.tags.push('new'), [{ tags: ['a'] }])).toContain(
      "inputs[0].tags[1] was added, as 'new'",
    );
    expect(faultsOf((user) => delete user.name, [{ name: 'a' }])).toBe("inputs[0].name was removed, which was 'a'");
    expect(faultsOf((map) => void map.set('k', 2), [new Map([['k', 1]])])).toBe(
      "inputs[0].get('k') changed from 1 to 2",
    );
    expect(faultsOf((set) => void set.add(7), [new Set()])).toBe('inputs[0].has(7) was added, as 7');
    expect(faultsOf((date) => void date.setTime(5), [new Date(0)])).toBe('inputs[0].getTime() changed from 0 to 5');
    expect(faultsOf((bytes) => void (bytes[0] = 9), [new Uint8Array(1)])).toBe('inputs[0][0] changed from 0 to 9');
  });

  test('fails if it changes a result it gave before', () => {
    const kept: number[] = [];

    expect(
      faultsOf(() => {
        kept.push(1);
        return kept;
      }, ['a']),
    ).toContain('results[0][1] was added, as 1');
  });

  test('fails if it changes the environment, globals or prototypes', () => {
    const touches = () => {
      process.env.LANES_TOUCHED = 'yes';
      globalThis.tally = { n: 1 };
      (Array.prototype as any).lastOne = 4;
    };

    expect(faultsOf(touches, [0])).toMatchInlineSnapshot(`
     "3 faults:
               globalThis.tally was added, as { n: 1 }
               Array.prototype.lastOne was added, as 4
               process.env.LANES_TOUCHED was added, as 'yes'"
    `);
    delete process.env.LANES_TOUCHED;
    delete (Array.prototype as any).lastOne;
    expect(faultsOf(() => (globalThis.tally!.n += 1) && 0, [0])).toBe('globalThis.tally.n changed from 1 to 3');
    delete (globalThis as any).tally;
  });

  test('passes if it is the first to look at a global that Node defines only then', () => {
    const isLate = () => typeof Object.getOwnPropertyDescriptor(globalThis, 'CompressionStream')?.get === 'function';
    const wasLate = isLate();

    void expect((format: 'gzip') => typeof new CompressionStream(format)).toBePure(['gzip']);
    expect([wasLate, isLate()]).toEqual([true, false]);
  });

  test('fails if it puts something else in the place of such a global, and leaves it there', () => {
    const fake = () => 0;
    const before = Object.getOwnPropertyDescriptor(globalThis, 'DecompressionStream')!;

    expect(faultsOf(() => void (globalThis.DecompressionStream = fake as never), [0])).toBe(
      'globalThis.DecompressionStream changed from [Function: get] to [Function: fake]',
    );
    expect(globalThis.DecompressionStream).toBe(fake);
    Object.defineProperty(globalThis, 'DecompressionStream', before);
  });

  test('fails if it defines a global in the place of one that was to be had', () => {
    let looks = 0;
    const late = { get: () => ++looks, configurable: true };
    Object.defineProperty(globalThis, 'tally', late);

    expect(faultsOf(() => void Object.defineProperty(globalThis, 'tally', { value: 7 }), [0])).toBe(
      'globalThis.tally changed from [Function: get] to 7',
    );
    delete (globalThis as any).tally;
  });

  test.each(['__coverage__', '__stryker__'])('passes if only %s counts what of it ran', async (name) => {
    const counters = ((globalThis as unknown as Record<string, { inputs?: number[] }>)[name] ??= {});
    counters.inputs = [];
    const counted = (n: number) => counters.inputs!.push(n) && n + 1;

    await expect(counted).toBePure([1, 2]);
    expect(counters.inputs).toEqual([1, 2, 2, 1]);
    delete counters.inputs;
  });

  test('fails if it changes what its module exports', () => {
    expect(faultsOf(counting, [1, 2])).toMatchInlineSnapshot(`
     "2 faults:
               counting.ts: exports.last changed from 0 to 1
               counting.ts: exports.calls.count changed from 0 to 4"
    `);
  });

  test('fails if it changes what its module exports by getters, as compilers write them', () => {
    const { remembering } = require('../purity/getters.cjs') as { remembering: (n: number) => number };

    expect(faultsOf(remembering, [1, 2])).toBe('getters.cjs: exports.last changed from 0 to 1');
  });

  test('fails if it reads the clock or draws at random, unless it is allowed to', async () => {
    const looks = () => [Date.now(), new Date(), performance.now(), process.hrtime(), process.hrtime.bigint()].length;
    const draws = () => [Math.random(), crypto.randomBytes(1), globalThis.crypto.randomUUID()].length;

    expect(faultsOf(looks, [0])).toMatchInlineSnapshot(`
     "5 faults:
               it read the clock: Date.now(), 2 times
               it read the clock: new Date(), 2 times
               it read the clock: performance.now(), 2 times
               it read the clock: process.hrtime(), 2 times
               it read the clock: process.hrtime.bigint(), 2 times"
    `);
    expect(faultsOf(draws, [0])).toMatchInlineSnapshot(`
     "3 faults:
               it drew at random: Math.random(), 2 times
               it drew at random: crypto.randomBytes(), 2 times
               it drew at random: crypto.randomUUID(), 2 times"
    `);
    await expect(looks).toBePure([0], { allow: ['clock'] });
    await expect(draws).toBePure([0], { allow: ['random'] });
    expect(faultsOf(draws, [0], { allow: ['clock'] })).toContain('it drew at random: Math.random(), 2 times');
  });

  test('passes if only Node draws at random for it, as for the form that a request sends', () => {
    const posts = (url: string) => {
      const body = new FormData();
      return new Request(url, { method: 'POST', body }).method;
    };

    void expect(posts).toBePure(['https://usegalaxy.org/api']);
  });

  test('leaves the clock and chance as they were', () => {
    const before = [Date, Date.now, performance.now, process.hrtime, Math.random, crypto.randomBytes];
    void expect(double).toBePure([1]);

    expect([Date, Date.now, performance.now, process.hrtime, Math.random, crypto.randomBytes]).toEqual(before);
    expect(Object.hasOwn(globalThis.crypto, 'randomUUID')).toBe(false);
  });

  test('tells the sees of an asynchronous function, also inside a simulation', async () => {
    const stamped = async (n: number) => [n, Date.now()];
    const text = await simulate(async () => {
      await expect(async (n: number) => n).toBePure([1]);
      return Promise.resolve(expect(stamped).toBePure([1])).catch(String);
    });

    expect(text.value).toContain('it read the clock: Date.now(), 2 times');
  });

  test('passes under .not if it is impure', async () => {
    await expect(numbered).not.toBePure([1]);
  });

  test('fails under .not if it is pure, and says what was tried', () => {
    expect(failureOf(() => void expect(double).not.toBePure([1, 2]))).toMatchInlineSnapshot(`
     "expect(double).not.toBePure(expected)

     Expected: not a pure function
     Received: the same results for 2 inputs, in two orders and in a fresh copy of counting.ts; nothing changed, no clock read, nothing drawn at random"
    `);
  });

  test('names ten faults at most', () => {
    const adding = (count: number) => (given: Record<string, number>) =>
      Array.from({ length: count }, (_, i) => (given[`k${i}`] = 1));

    expect(faultsOf(adding(14), [{}])).toMatchInlineSnapshot(`
     "14 faults:
               inputs[0].k0 was added, as 1
               inputs[0].k1 was added, as 1
               inputs[0].k2 was added, as 1
               inputs[0].k3 was added, as 1
               inputs[0].k4 was added, as 1
               inputs[0].k5 was added, as 1
               inputs[0].k6 was added, as 1
               inputs[0].k7 was added, as 1
               inputs[0].k8 was added, as 1
               inputs[0].k9 was added, as 1
               and 4 more"
    `);
    expect(faultsOf(adding(10), [{}])).toMatch(/^10 faults:\n(?: +inputs.*\n){9} +inputs\[0\]\.k9 was added, as 1$/);
  });

  test('throws for what is no function, no inputs, or bad options, under .not too', () => {
    expect(misuseOf(4, (those) => void those.toBePure([1]))).toBe(
      'Expected `expect(…)` to be given a function, got `4` (number).',
    );
    expect(misuseOf(double, (those) => void those.toBePure([]))).toContain(
      'Expected `inputs` to be an array of at least one input',
    );
    expect(misuseOf(double, (those) => void those.toBePure([1], { allow: ['time'] as never }))).toBe(
      "Expected `allow` to be an array of 'clock' and 'random', got `[ 'time' ]` (array).",
    );
    expect(misuseOf(double, (those) => void those.toBePure([1], { allow: ['clock', 'time'] as never }))).toContain(
      '`allow`',
    );
  });

  test('throws if it threw for every input, which proves nothing, under .not too', () => {
    const fails = () => {
      throw new TypeError('no');
    };

    expect(misuseOf(fails, (those) => void those.toBePure([1, 2]))).toBe(
      'It threw for every input, so it proves nothing. First it threw TypeError: no.',
    );
  });

  test('rejects with a matcher error where it is asynchronous', async () => {
    await expect(
      Promise.resolve(expect(async () => Promise.reject(new Error('no'))).not.toBePure([1])),
    ).rejects.toThrow('It threw for every input');
  });

  test('works as part of an expected value for what is synchronous only', async () => {
    expect({ fn: double }).toEqual({ fn: expect.toBePure([1]) });
    expect({ fn: numbered }).not.toEqual({ fn: expect.toBePure([1]) });
    expect(() => expect({ fn: async () => 1 }).toEqual({ fn: expect.not.toBePure([1]) })).toThrow(
      '`expect.toBePure` as a part of an expected value cannot wait for an asynchronous function. ' +
        'Write `await expect(fn).toBePure(inputs)`.',
    );
  });
});
