import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { slowServer } from '../../src/servers/slow-server';
import { simulate } from '../../src/simulate/simulate';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
setFlagsFromString('--no-expose-gc');

test('a response whose body nobody reads ends when it would, however early it is collected', async () => {
  const server = slowServer('http://unread.example', { firstByte: 100, chunks: ['a', { after: 500, text: 'b' }] });

  await simulate(
    async () => {
      await fetch(server.origin);
      for (let turn = 0; turn < 5; turn += 1) {
        collect();
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
    },
    { leaks: 'ignore' },
  );

  expect(server.requests.spans).toMatchObject([{ outcome: 'fulfilled', endedAt: 600, request: { phase: 'done' } }]);
});
