import { describe, expect, test } from '@jest/globals';
import { runExample } from './example';
import { pageScope } from './scope';

describe('an example', () => {
  const run = async (code: string) => runExample(code, pageScope);

  test('whose claim does not hold fails, wherever the claim stands', async () => {
    await expect(run('1 + 1; // => 3')).rejects.toThrow('Expected: 3');
    await expect(run('1 + 1\n// => 3')).rejects.toThrow('Expected: 3');
    await expect(run('await simulate(async () => {\n  clock.now // => 1\n});')).rejects.toThrow('Expected: 1');
  });

  test('tells what fails in it, and fails if nothing does', async () => {
    const failures: string[] = [];

    await runExample("await Promise.reject(new Error('no')) // fails\nasyncPool(0); // fails", pageScope, failures);

    expect(failures).toEqual(['no', 'Expected `concurrency` to be a whole number from 1 up, got `0` (number).']);
    await expect(run('1 + 1; // fails')).rejects.toThrow('Expected to fail: async () => 1 + 1');
  });

  test('whose claim follows no expression is refused', async () => {
    await expect(run('const two = 1 + 1; // => 2')).rejects.toThrow('follows no expression');
    await expect(run('const two = one(); // fails')).rejects.toThrow('follows no expression');
  });

  test('may declare a name that is in scope, and import by the names that its reader uses', async () => {
    await run(`
      import { asyncPool } from 'jest-lanes';
      const pool = asyncPool(2);
      const clock = (await pool.map((n: number) => n + 1, [1])).results;
      clock; // => [2]
    `);
  });
});
