import { expect, test } from '@jest/globals';
import { limitsFrom } from '../../../src/time/limits';
import { keepFunction } from '../../../src/workers/inside/kept-functions';
import { Session } from '../../../src/workers/inside/session';
import { PROGRESS_REAL_MS } from '../../../src/workers/protocol';

/** Blocks its thread for so long that its end has to be told at once. */
function spin(n: number): number {
  const until = performance.now() + PROGRESS_REAL_MS;
  while (performance.now() < until);
  return n;
}

test('a lane on the real clock tells at once what it had to tell when nobody asked', async () => {
  keepFunction(2, spin as never);
  const facts = { clock: 'none', seed: 1, isSeeded: false, limits: limitsFrom() } as const;
  const session = new Session(facts, [], false);
  const slice = { fn: 2, takes: 'input', call: 0, rendezvous: false, first: 0, inputs: ['a', 'b'] } as const;
  const first = await session.take({ do: 'run slice', now: 0, slice });
  // The second task ends, and there is nobody to hear of it.
  for (let turn = 0; turn < 4; turn++) await new Promise(setImmediate);

  let hasWaited = false;
  setImmediate(() => (hasWaited = true));
  const second = await session.take({ do: 'wait', now: 0 });
  const hadWaited = hasWaited;
  session.finish();

  expect(first.log).toEqual([['ran', { times: expect.anything(), values: ['a'], failed: [] }]]);
  expect(second.log).toEqual([['ran', { times: expect.anything(), values: ['b'], failed: [] }]]);
  expect(hadWaited).toBe(false);
});
