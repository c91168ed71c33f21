import type { Bench } from './contest';
import { ourPool, piscinaOf } from './worker-peers';
import { tasks } from './worker-tasks';

const COUNTS = 24;

/** Milliseconds and tens of milliseconds of work a task: the less there is, the more its way there and back counts. */
const LIMITS = { 'below 60 000': 60_000, 'below 400 000': 400_000 };

const contests = Object.entries(LIMITS).map(([name, limit]) => {
  const limits = Array.from({ length: COUNTS }, () => limit);
  return {
    name,
    contestants: [
      { name: 'one after another', prepare: () => () => limits.map(tasks().primesBelow) },
      {
        name: 'piscina',
        prepare: async () => {
          const pool = await piscinaOf('primesBelow');
          return () => Promise.all(limits.map((one) => pool.run(one)));
        },
      },
      ...(['process', 'thread'] as const).map((kind) => ({
        name: `jest-lanes ${kind}Pool, traced`,
        prepare: () => {
          const pool = ourPool(kind);
          return () => pool.map(tasks().primesBelow, limits);
        },
      })),
    ],
  };
});

export const benches: Bench[] = [
  {
    title: `${COUNTS} counts of primes, 2 workers: how many in a second`,
    aim: "a speed-up of at least 0.95 of piscina's",
    places: ['node'],
    reference: 'one after another',
    size: COUNTS,
    shows: 'rate',
    contests,
  },
];
