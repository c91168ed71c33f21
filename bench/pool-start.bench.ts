import type { Bench, Contest } from './contest';
import { bareWorker, ourPool, WORKERS, type Kind } from './worker-peers';
import { tasks } from './worker-tasks';

const BARE = 'bare jest-worker';

const inputs = Array.from({ length: WORKERS }, (_, i) => i);

const start = (name: string, kind: Kind): Contest => ({
  name,
  contestants: [
    {
      name: BARE,
      prepare: () => async () => {
        const worker = bareWorker(kind);
        await Promise.all(inputs.map((input) => worker.identity(input)));
        await worker.end();
      },
    },
    {
      name: 'jest-lanes',
      prepare: () => async () => {
        const pool = ourPool(kind);
        await pool.map(tasks().identity, inputs);
        await pool[Symbol.asyncDispose]();
      },
    },
  ],
});

export const benches: Bench[] = [
  {
    title: 'A pool of 2 workers from its making over one task for each to its end',
    aim: 'jest-lanes at most 1.15 times the bare workers',
    places: ['node'],
    reference: BARE,
    size: 1,
    shows: 'cost',
    contests: [start('processes', 'process'), start('threads', 'thread')],
  },
];
