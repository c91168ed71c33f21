import type { Bench, Contest, Contestant } from './contest';
import { bare, ours, piscina, python, tinypool, workerpool, type Kind } from './worker-peers';

/** Fewer by the environment: on a busy machine a round of them all takes minutes. */
const TASKS = Number(process.env['BENCH_TASKS'] ?? 100_000);

const inputs = Array.from({ length: TASKS }, (_, i) => i);
const kinds = { processes: 'process', threads: 'thread' } as const;

const OURS = 'jest-lanes, traced';
const LOOKED_AT = 'jest-lanes, traced, and every span looked at';
const PYTHON = "Python's Pool.map";
const BARE = 'bare jest-worker';

const contests = (contestants: (kind: Kind) => readonly Contestant[]): Contest[] =>
  Object.entries(kinds).map(([name, kind]) => ({ name, contestants: contestants(kind) }));

export const benches: Bench[] = [
  {
    title: `A trivial function mapped over ${TASKS} numbers, 2 workers, as each library comes: a task`,
    aim: "faster than every Node library, and at most 3 times Python's processes",
    places: ['node'],
    reference: PYTHON,
    size: TASKS,
    shows: 'cost',
    contests: contests((kind) => [
      { name: PYTHON, prepare: () => python(kind, TASKS, 0) },
      { name: OURS, prepare: () => ours(kind, inputs, {}, false) },
      { name: LOOKED_AT, prepare: () => ours(kind, inputs, {}, true) },
      { name: BARE, prepare: () => bare(kind, inputs) },
      { name: 'piscina', prepare: () => piscina(kind, inputs) },
      { name: 'tinypool', prepare: () => tinypool(kind, inputs) },
      { name: 'workerpool', prepare: () => workerpool(kind, inputs) },
    ]),
  },
  {
    title: 'The same, once all are warm',
    aim: "at most 3 times Python's processes",
    places: ['node'],
    reference: PYTHON,
    size: TASKS,
    shows: 'cost',
    warmUps: 6,
    contests: contests((kind) => [
      { name: PYTHON, prepare: () => python(kind, TASKS, 0) },
      { name: OURS, prepare: () => ours(kind, inputs, {}, false) },
      { name: LOOKED_AT, prepare: () => ours(kind, inputs, {}, true) },
    ]),
  },
  {
    title: `The same, ${TASKS} calls of one task each`,
    aim: 'jest-lanes at most 1.3 times the bare worker',
    places: ['node'],
    reference: BARE,
    size: TASKS,
    shows: 'cost',
    contests: contests((kind) => [
      { name: BARE, prepare: () => bare(kind, inputs) },
      { name: OURS, prepare: () => ours(kind, inputs, { chunkSize: 1 }, false) },
      { name: LOOKED_AT, prepare: () => ours(kind, inputs, { chunkSize: 1 }, true) },
      { name: PYTHON, prepare: () => python(kind, TASKS, 1) },
    ]),
  },
];
