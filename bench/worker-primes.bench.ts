import type { Bench } from './contest';
import { ourPool, piscinaOf } from './worker-peers';
import { tasks } from './worker-tasks';

const LIMITS = Array.from({ length: 24 }, () => 60_000);

export const benches: Bench[] = [
  {
    title: `${LIMITS.length} counts of the primes below 60 000, 2 workers: how many in a second`,
    aim: "a speed-up of at least 0.95 of piscina's",
    places: ['node'],
    reference: 'one after another',
    size: LIMITS.length,
    shows: 'rate',
    contests: [
      {
        name: 'primes',
        contestants: [
          { name: 'one after another', prepare: () => () => LIMITS.map(tasks().primesBelow) },
          {
            name: 'piscina',
            prepare: async () => {
              const pool = await piscinaOf('primesBelow');
              return () => Promise.all(LIMITS.map((limit) => pool.run(limit)));
            },
          },
          ...(['process', 'thread'] as const).map((kind) => ({
            name: `jest-lanes ${kind}Pool, traced`,
            prepare: () => {
              const pool = ourPool(kind);
              return () => pool.map(tasks().primesBelow, LIMITS);
            },
          })),
        ],
      },
    ],
  },
];
