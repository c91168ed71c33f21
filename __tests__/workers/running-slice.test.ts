import { expect, test } from '@jest/globals';
import type { Slice } from '../../src/pools/engine';
import type { Stretch } from '../../src/trace/stretch';
import { RunningSlice } from '../../src/workers/running-slice';

/** A slice of the tasks 3, 4 and 5 of a call that began 100 ms ago, and what it is told. */
function sliceOf3to5(isQueued: boolean) {
  const told: unknown[] = [];
  const slice = {
    call: { number: 7, beganAt: 100 } as Slice['call'],
    first: 3,
    length: 3,
    labelOf: (index: number) => `task ${index}`,
    spanIdOf: (index: number) => index * 10,
    parcelsFrom: (index: number) => [3, 4, 5].filter((one) => one >= index),
    start: (lane: number) => told.push(`started in ${lane}`) > 0 && isQueued,
    ended: (stretch: Stretch) => told.push(stretch),
  };
  return { slice, told };
}

test('tasks of a slice settle in their order, and those that died with their worker ran until then', () => {
  const { slice, told } = sliceOf3to5(true);
  const clock = { now: 130 };
  const tasks = new RunningSlice(slice, 2, clock);
  expect([tasks.left, tasks.head, tasks.label]).toEqual([3, 3, 'task 3']);
  expect([2, 3, 5, 6].map((index) => tasks.spanIdOf(index))).toEqual([undefined, 30, 50, undefined]);

  const worker = { pid: 1 };
  tasks.settle({ times: [1, 9], values: ['three'], failed: [] }, 40, { worker }, undefined);
  expect([tasks.left, tasks.head, tasks.label, tasks.spanIdOf(3)]).toEqual([2, 4, 'task 4', undefined]);

  clock.now = 160;
  // Up to a task that has settled: none.
  tasks.lose(3, {}, String);
  tasks.lose(Infinity, { worker }, (index, label) => `${label} (${index}) died`);
  expect([tasks.left, tasks.head, tasks.label, tasks.spanIdOf(5)]).toEqual([0, undefined, undefined, undefined]);

  const same = { lane: 2, output: undefined, worker };
  expect(told).toEqual([
    'started in 2',
    { ...same, first: 3, times: [41, 49], values: ['three'], failed: [] },
    { ...same, first: 4, times: [49, 60, 60], values: ['task 4 (4) died', 'task 5 (5) died'], failed: [0, 1] },
  ]);
});

test('of tasks that were called off none is left', () => {
  const { slice, told } = sliceOf3to5(false);
  const tasks = new RunningSlice(slice, 0, { now: 100 });

  expect([tasks.left, tasks.head, tasks.label, tasks.spanIdOf(3)]).toEqual([0, undefined, undefined, undefined]);
  expect(told).toEqual(['started in 0']);
});
