import { channel } from 'node:diagnostics_channel';
import { expect, test } from '@jest/globals';
import { simulate } from '../../../src';
import { natives } from '../../../src/time/natives';

const connectParams = { protocol: 'http:', host: '127.0.0.1:8080' };

/** Says what undici would say of a connection, the last of it a few real milliseconds later, and tells who came first. */
async function firstOf(ending: string, message: object): Promise<unknown> {
  const { value } = await simulate(() => {
    const connector = {};
    channel('undici:client:beforeConnect').publish({ connector, connectParams });
    const ended = new Promise((resolve) => {
      natives.setTimeout(() => {
        channel(ending).publish({ connector, ...message });
        resolve('connection');
      }, 10);
    });
    return Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1000, 'timer').unref())]);
  });
  return value;
}

test.each([
  ['is made', 'undici:client:connected', {}],
  ['fails', 'undici:client:connectError', {}],
  ['is given up with its requests', 'undici:request:error', { request: { origin: 'http://127.0.0.1:8080' } }],
])('a connection of fetch holds until it %s', async (_what, ending, message) => {
  expect(await firstOf(ending, message)).toBe('connection');
});

test("a connection of fetch is not let go by another origin's failure, and is named when it lasts", async () => {
  const running = simulate(
    async () => {
      channel('undici:client:beforeConnect').publish({ connector: {}, connectParams });
      channel('undici:request:error').publish({ request: { origin: 'http://127.0.0.1:9090' } });
      await new Promise((resolve) => setTimeout(resolve, 10));
    },
    { limits: { holdMs: 20 } },
  );

  await expect(running).rejects.toThrow('connection of fetch to 127.0.0.1:8080');
});
