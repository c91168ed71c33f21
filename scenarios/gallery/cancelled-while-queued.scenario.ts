/**
 * Cancelled while queued: of three downloads, one at a time, the second is called off before its turn comes. It never starts,
 * whoever waits for it hears of it at once, and the third takes its place.
 *
 * p-queue 9.1.0 told so only when its turn would have come, which behind a task that hangs is never:
 * https://github.com/sindresorhus/p-queue/issues/241.
 */
import { expect } from '@jest/globals';
import { asyncPool, draw, observe, scenario } from 'jest-lanes';
import type PQueueBeforeType from 'pqueue-abort-queued-buggy' with { 'resolution-mode': 'import' };
import type PQueueType from 'pqueue-abort-queued-fixed' with { 'resolution-mode': 'import' };

const PQueueBefore = require('pqueue-abort-queued-buggy').default as typeof PQueueBeforeType;
const PQueue = require('pqueue-abort-queued-fixed').default as typeof PQueueType;

const FILES = ['first', 'second', 'third'];

const worldWith = (Queue: typeof PQueue) => () => ({
  queue: new Queue({ concurrency: 1 }),
  cancel: new AbortController(),
  download: observe((file: string) => new Promise<string>((resolve) => setTimeout(resolve, 100, file)), 'download'),
});

scenario(
  'gallery: what is cancelled while it is queued never starts, and nobody waits for it',
  {
    pools: [asyncPool(3)],
    tags: ['gallery', 'p-queue'],
    setup: worldWith(PQueue),
    brokenTwin: {
      setup: worldWith(PQueueBefore as unknown as typeof PQueue),
      failsWith: 'second ran 100 ms, not 50 ms',
    },
  },
  (pool, { queue, cancel, download }) => {
    setTimeout(() => cancel.abort(), 50);
    return pool.mapSettled(
      (file: string) => queue.add(() => download(file), file === 'second' ? { signal: cancel.signal } : {}),
      FILES,
    );
  },
  (run, { download }) => {
    expect(run.results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(download).toBeOrderedLike(['first', 'third']);
    expect(run).toMatchTimeline(`
      first   |------100------|
      second  |---50---!
      third   |---------------200--------------|
    `);
    expect(`\n${draw(run)}\n`).toMatchInlineSnapshot(`
     "
                  0              50             100            150      200 ms
       first      =============================|
       second     ==============!
       third      ===========================================================|
       in flight  333333333333333222222222222222111111111111111111111111111111

       = running   | done   ! failed
     "
    `);
  },
);
