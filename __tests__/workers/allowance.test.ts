import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { expect, test } from '@jest/globals';
import { Allowance } from '../../src/workers/allowance';

const SHORT_MS = 5;

/** What comes of an allowance, if this process is busy until it is spent. */
async function spentWhileBusy(worker: { readonly hasAnswered: boolean }): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  let isSpent = false;
  // Behind it the loop looks at its timers first.
  await turn();
  const stop = Allowance.ofTask({ taskTimeout: SHORT_MS }, 0).start(() => (isSpent = true));
  const heard = once(port2, 'message').then(stop);
  if (worker.hasAnswered) port1.postMessage('done');
  for (const since = performance.now(); performance.now() - since < 4 * SHORT_MS;);
  for (let i = 0; i < 3; i++) await turn();
  if (!worker.hasAnswered) port1.postMessage('too late');
  await heard;
  port1.close();
  return isSpent;
}

test('an allowance is not spent by a worker that has answered, though this process was too busy to hear it', async () => {
  expect(await spentWhileBusy({ hasAnswered: true })).toBe(false);
  expect(await spentWhileBusy({ hasAnswered: false })).toBe(true);
});
