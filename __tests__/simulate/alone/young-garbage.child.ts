import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { observe } from '../../../src/observe/observe';
import { slowServer } from '../../../src/servers/slow-server';
import { simulate } from '../../../src/simulate/simulate';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
setFlagsFromString('--no-expose-gc');

const MEGABYTE = 2 ** 20;
const SIMULATIONS = 100;
const INPUTS = Array.from({ length: 1000 }, (_, i) => i);

const observed = observe((input: number) => input);
const observedLater = observe(async (input: number) => input);

const bodies = [
  ['observed calls', () => INPUTS.forEach(observed)],
  [
    'observed calls one by one',
    async () => {
      for (const input of INPUTS) await observedLater(input);
    },
  ],
] as const;

/** What the simulations leave among what grows old, where only a full collection of garbage frees it: in bytes. */
async function leftBy(body: () => unknown): Promise<number> {
  await simulate(body);
  collect();
  const before = oldBytes();
  for (let i = 0; i < SIMULATIONS; i += 1) await simulate(body);
  return oldBytes() - before;
}

function oldBytes(): number {
  const old = getHeapSpaceStatistics().filter(({ space_name }) => !space_name.startsWith('new_'));
  return old.reduce((sum, { space_used_size }) => sum + space_used_size, 0);
}

// About 4 MB, since a collection finds one of them alive. It was 30 MB when something of one led to the next.
test.each(bodies)('of %s', async (_, body) => {
  expect(await leftBy(body)).toBeLessThan(10 * MEGABYTE);
});

test.each(bodies)('of %s, with a server declared', async (_, body) => {
  slowServer('http://slow.example', { firstByte: 10 });
  expect(await leftBy(body)).toBeLessThan(10 * MEGABYTE);
});
