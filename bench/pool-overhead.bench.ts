import { asyncPool } from 'jest-lanes';
import pLimit from 'p-limit';
import type { Bench, Contest } from './contest';

const TASKS = 100_000;
const inputs = Array.from({ length: TASKS }, (_, i) => i);

const task = async (input: number): Promise<number> => input;

type PLimit = (concurrency: number) => (run: (input: number) => Promise<number>, input: number) => Promise<number>;

const mapWith = (limit: PLimit, concurrency: number) => (): Promise<unknown> => {
  const limited = limit(concurrency);
  return Promise.all(inputs.map((input) => limited(task, input)));
};

const atOnce = (concurrency: number): Contest => ({
  name: `${concurrency} in flight`,
  contestants: [
    { name: 'jest-lanes asyncPool, traced', prepare: () => () => asyncPool(concurrency).map(task, inputs) },
    { name: 'p-limit 3', prepare: () => mapWith(pLimit, concurrency) },
    { name: 'p-limit 7', prepare: async () => mapWith((await import('p-limit-7')).default, concurrency) },
  ],
});

export const benches: Bench[] = [
  {
    title: `What a pool costs for each task: ${TASKS} trivial async tasks, in nanoseconds`,
    places: ['jest', 'node'],
    reference: 'p-limit 3',
    size: TASKS,
    shows: 'cost',
    aim: 'asyncPool, which traces each task, at most 1.3 of bare p-limit 3',
    contests: [atOnce(4), atOnce(100)],
  },
];
