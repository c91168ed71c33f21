import { afterAll, expect, test } from '@jest/globals';
import { closeWorker, inWorker } from './in-worker';

afterAll(closeWorker);

/** What compilers for old engines rewrite, calling helpers that stand at the top of the test file or in a package. */
test('functions that are compiled for an old engine reach a worker', async () => {
  const sum = async (...numbers: number[]): Promise<number> => {
    let total = 0;
    for await (const n of numbers) total += n;
    return total;
  };
  function* upTo(n: number): Generator<number> {
    for (let i = 1; i <= n; i++) yield i;
  }
  const spread = (n: number) => {
    const [first, ...rest] = new Set([n, n + 1, n + 2]);
    return { ...{ first }, rest, text: `${n}`, power: n ** 2, none: (undefined as { a?: number } | undefined)?.a ?? 'none' };
  };
  const withClass = (n: number) => {
    class Counter {
      #count = n;
      get next(): number {
        return (this.#count += 1);
      }
    }
    class Double extends Counter {
      override get next(): number {
        return 2 * super.next;
      }
    }
    return new Double().next;
  };

  expect(await inWorker(sum, 1, 2, 3)).toBe(6);
  expect(await inWorker(async (n: number) => (await Promise.all([n, n + 1])).join(), 1)).toBe('1,2');
  expect([...upTo(2)]).toEqual([1, 2]);
  expect(await inWorker(spread, 3)).toEqual({ first: 3, rest: [4, 5], text: '3', power: 9, none: 'none' });
  expect(await inWorker(withClass, 3)).toBe(8);
});
