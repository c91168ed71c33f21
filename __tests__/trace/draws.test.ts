import { expect, test } from '@jest/globals';
import { randomStream } from '../../src/time/random';
import { drawsOf } from '../../src/trace/draws';
import { taskContext } from '../../src/trace/task-context';

/** The first three draws of a stream. */
const three = (draw: () => number) => [draw(), draw(), draw()];

test('draws are the body’s outside of tasks, and in a task that has a stream its own', () => {
  const draws = drawsOf(7);
  const inTask = (random: (() => number) | undefined) =>
    taskContext.run({ spanId: 0, recording: {}, random }, () => draws());
  const body = three(randomStream(7, 'body'));

  expect([draws(), inTask(() => 0.5), inTask(undefined), draws()]).toEqual([body[0], 0.5, body[1], body[2]]);
});
