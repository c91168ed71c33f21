/**
 * A pool of two connections, of which a failed query never gives one back: after two failures nobody gets any, and all
 * wait for ever. `finally` gives it back. The library is generic-pool.
 */
import { expect } from '@jest/globals';
import { asyncPool, draw, scenario } from 'jest-lanes';

const genericPool = require('genericpool-use-resolves-early-fixed');

interface Connections {
  acquire(): Promise<object>;
  release(connection: object): Promise<void>;
}

const QUERIES = ['good', 'bad', 'bad', 'good', 'good'];
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function query(text: string): Promise<string> {
  await sleep(100);
  if (text === 'bad') throw new Error('no such table');
  return text;
}

async function careful(connections: Connections, text: string): Promise<string> {
  const connection = await connections.acquire();
  try {
    return await query(text);
  } finally {
    await connections.release(connection);
  }
}

async function careless(connections: Connections, text: string): Promise<string> {
  const connection = await connections.acquire();
  const found = await query(text);
  await connections.release(connection);
  return found;
}

const worldWith = (ask: typeof careful) => () => ({
  ask,
  connections: genericPool.createPool({ create: async () => ({}), destroy: async () => {} }, { max: 2 }) as Connections,
});

scenario(
  'gallery: a failed query gives its connection back',
  {
    pools: [asyncPool(5)],
    tags: ['gallery', 'generic-pool'],
    setup: worldWith(careful),
    brokenTwin: { setup: worldWith(careless), failsWith: 'Deadlock' },
  },
  (pool, { connections, ask }) => pool.mapSettled((text: string) => ask(connections, text), QUERIES),
  (run) => {
    expect(run.results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(run.elapsed).toBe(300);
    expect(`\n${draw(run)}\n`).toMatchInlineSnapshot(`
     "
                  0         50        100       150       200           300 ms
       good       ===================|
       bad        ===================!
       bad        =======================================!
       good       =======================================|
       good       ===========================================================|
       in flight  555555555555555555554333333333333333333321111111111111111111

       = running   | done   ! failed
     "
    `);
  },
);
