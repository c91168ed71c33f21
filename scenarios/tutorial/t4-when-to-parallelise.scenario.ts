/**
 * When to parallelise: the function depends on nothing but its input, the order does not matter, and a task is long enough
 * to pay for the start of its workers. Each is checked here by a run. (Printing is allowed.)
 *
 * The order does not matter: delays drawn from three seeds shuffle the completions, and the results stay equal. Long
 * enough: eight tasks of 100 ms of computing pay for processes that take 50 ms to start; eight of 1 ms do not, and would from
 * 12.5 ms on.
 */
import { expect, jest, test } from '@jest/globals';
import { asyncPool, draw, processPool, scenario, serialPool, simulate } from 'jest-lanes';
import { fetchVersion } from '../fetch-version';
import { fiveGalaxies, originsOf } from '../galaxies';
import { crunch, nibble } from '../tasks/computing';

const INPUTS = [1, 2, 3, 4, 5, 6, 7, 8];
const SQUARES = INPUTS.map((n) => n * n);

test('T4: a function that depends on its input alone is pure, and may print', async () => {
  const said = jest.spyOn(console, 'log').mockImplementation(() => {});
  const square = (n: number): number => n * n;
  const squareAndSay = (n: number): number => {
    console.log(`${n} squared is ${n * n}`);
    return n * n;
  };

  await expect(square).toBePure(INPUTS);
  await expect(squareAndSay).toBePure(INPUTS);
  said.mockRestore();
});

test('T4: so is one that asks servers which are declared', async () => {
  const origins = originsOf(fiveGalaxies());

  await simulate(async () => {
    // Node defines what `fetch` needs when it is first called; and it looks at the clock, and draws, for itself.
    await Promise.all(origins.map(fetchVersion));
    await expect(fetchVersion).toBePure(origins, { allow: ['clock', 'random'] });
  });
});

test('T4: broken twins: who counts calls, or sorts its input in place, is found out', async () => {
  let calls = 0;
  const numbered = (n: number): string => `${(calls += 1)}: ${n * n}`;
  const sorted = (names: string[]): string[] => names.sort();

  await expect(numbered).not.toBePure([1, 2]);
  expect(() => void expect(numbered).toBePure([3])).toThrow("for inputs[0], which is 3, it gave '5: 9'");
  expect(() => void expect(sorted).toBePure([['b', 'a']])).toThrow("inputs[0][0] changed from 'b' to 'a'");
});

async function squareSometime(n: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1 + Math.floor(Math.random() * 100)));
  return n * n;
}

let total = 0;
/** Not fit for it: what it gives depends on who came before. */
async function addUp(n: number): Promise<number> {
  await squareSometime(n);
  return (total += n);
}

const promises = asyncPool(4);

for (const seed of [1, 2, 3]) {
  scenario(
    `T4: results stay equal when completions are shuffled by seed ${seed}`,
    {
      pools: [promises],
      simulate: { seed },
      tags: ['tutorial', 'purity'],
      setup: () => (total = 0),
      brokenTwin: { body: (pool) => pool.map(addUp, INPUTS), failsWith: 'toEqual' },
    },
    (pool) => pool.map(squareSometime, INPUTS),
    (run) => {
      expect(run.results).toEqual(SQUARES);
      expect(run).not.toBeOrderedLike(INPUTS, { by: 'finish' });
      if (seed === 1)
        expect(`\n${draw(run)}\n`).toMatchInlineSnapshot(`
         "
                      0         20         40        60         80          114 ms
           1          =|
           2          ===================================|
           3          =|
           4          =========|
           5          .====================================|
           6          .====================================================|
           7          .........==========================================|
           8          ...................................========================|
           in flight  444444444444444444444444444444444444443333333333333322111111

           . queued   = running   | done
         "
        `);
    },
  );
}

const machine = { cores: 2, processStart: 50 };
const processes = processPool(2);
/** The same tasks one after another, on the same machine. */
const inALoop = (task: typeof crunch) => simulate(() => serialPool().map(task, INPUTS), machine);

scenario(
  'T4: long tasks pay for the start of processes',
  {
    pools: [processes],
    simulate: machine,
    tags: ['tutorial', 'machine'],
    setup: () => crunch,
    brokenTwin: { setup: () => nibble, failsWith: 'it pays with tasks that take more than 12.5 ms' },
  },
  (pool, task) => pool.map(task, INPUTS),
  async (run, task) => {
    expect(run).toPayOff({ against: await inALoop(task) });
    expect(run.elapsed).toBe(50 + (8 * 100) / 2);
  },
);

scenario(
  'T4: short tasks do not',
  {
    pools: [processes],
    simulate: machine,
    tags: ['tutorial', 'machine'],
    setup: () => nibble,
    brokenTwin: { setup: () => crunch, failsWith: '450 ms, 350 ms less' },
  },
  (pool, task) => pool.map(task, INPUTS),
  async (run, task) => {
    expect(run).not.toPayOff({ against: await inALoop(task) });
    expect(run.elapsed).toBe(50 + (8 * 1) / 2);
    expect(`\n${draw(run)}\n`).toMatchInlineSnapshot(`
     "
                  0          10         20         30         40         54 ms
       1          .......................................................=|
       2          .......................................................=|
       3          ........................................................=|
       4          ........................................................=|
       5          .........................................................=|
       6          .........................................................=|
       7          ..........................................................=|
       8          ..........................................................=|
       in flight  000000000000000000000000000000000000000000000000000000022222

       . queued   = running   | done
     "
    `);
  },
);
