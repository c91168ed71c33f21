/**
 * When to parallelise: the function depends on nothing but its input, the order does not matter, and a task is long enough
 * to pay for the start of its workers. Each is checked here by a run. (Printing is allowed.)
 *
 * The order does not matter: delays drawn from three seeds shuffle the completions, and the results stay equal. Long
 * enough: eight tasks of 100 ms of computing pay for processes that take 50 ms to start; eight of 1 ms do not.
 */
import { expect } from '@jest/globals';
import { asyncPool, processPool, scenario, serialPool } from 'jest-lanes';
import { crunch, nibble } from '../tasks/computing';

const INPUTS = [1, 2, 3, 4, 5, 6, 7, 8];
const SQUARES = INPUTS.map((n) => n * n);

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
    },
  );
}

const machine = { cores: 2, processStart: 50 };

scenario(
  'T4: long tasks pay for the start of processes',
  {
    pools: [processPool(2)],
    simulate: machine,
    tags: ['tutorial', 'machine'],
    brokenTwin: { body: () => serialPool().map(crunch, INPUTS), failsWith: 'toBeLessThan' },
  },
  (pool) => pool.map(crunch, INPUTS),
  (run) => {
    expect(run.elapsed).toBeLessThan(8 * 100);
    expect(run.elapsed).toBe(50 + (8 * 100) / 2);
  },
);

scenario(
  'T4: short tasks do not',
  {
    pools: [processPool(2)],
    simulate: machine,
    tags: ['tutorial', 'machine'],
    brokenTwin: { body: () => serialPool().map(nibble, INPUTS), failsWith: 'toBeGreaterThan' },
  },
  (pool) => pool.map(nibble, INPUTS),
  (run) => {
    expect(run.elapsed).toBeGreaterThan(8 * 1);
    expect(run.elapsed).toBe(50 + (8 * 1) / 2);
  },
);
