import { expect, test } from '@jest/globals';
import { asyncPool, simulate } from '../../src';
import { failTwin } from '../../src/scenario/broken-twin';
import { failureOf } from '../simulate/failure';
import { scenarioOf, sleep } from './played';

const pool = asyncPool(2);
const played = scenarioOf({
  body: (pool, ms) => pool.map(sleep, [ms, ms]),
  check: (run) => {
    expect(run.elapsed).toBe(10);
  },
  options: { setup: () => 10 },
});
const twin = (changes: Parameters<typeof failTwin>[1], on = pool) => failureOf(failTwin(played, changes, on));

test('a twin that fails an assertion is as it should be: by its setup, its body or its pool', async () => {
  expect(await twin({ setup: () => 20 })).toBeUndefined();
  expect(await twin({ body: (pool) => pool.map(sleep, [11]) })).toBeUndefined();
  expect(await twin({}, asyncPool(1))).toBeUndefined();
});

test('a twin that deadlocks leaves its pool to the scenario itself, which may come after it', async () => {
  const never = () => new Promise(() => undefined);

  expect(await twin({ body: (pool) => pool.map(never, [1, 2, 3]), failsWith: 'Deadlock' })).toBeUndefined();
  expect((await simulate(() => pool.map(sleep, [10, 10]))).elapsed).toBe(10);
});

test('a twin that passes fails the suite, and shows what it did', async () => {
  expect(await twin({ body: (pool) => pool.map(sleep, [5, 10]) })).toMatchInlineSnapshot(`
   "The broken twin passed on asyncPool(2): the check of the scenario does not notice what is broken in it.

                0           2           4           6           8      10 ms
     5          =============================|
     10         ===========================================================|
     in flight  222222222222222222222222222222111111111111111111111111111111

     = running   | done"
  `);
});

test('a twin that fails by a slip of the pen fails the suite', async () => {
  const slip = () => (undefined as any).map();

  expect(await twin({ body: slip })).toMatchInlineSnapshot(`
   "The broken twin failed, but not by an assertion: Cannot read properties of undefined (reading 'map')
   That may be a slip of the pen. If it is what you meant, say so by \`failsWith\`."
  `);
  expect(await twin({ body: slip, failsWith: 'undefined' })).toBeUndefined();
});

test('a twin that fails otherwise than it should fails the suite', async () => {
  expect(await twin({ setup: () => 20, failsWith: /Expected: 10/ })).toBeUndefined();
  expect(await twin({ setup: () => 20, failsWith: 'in flight' })).toMatchInlineSnapshot(`
   "The broken twin failed, but not with in flight. It failed with: expect(received).toBe(expected) // Object.is equality

   Expected: 10
   Received: 20"
  `);
});
