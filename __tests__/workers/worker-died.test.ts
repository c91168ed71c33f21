import { expect, test } from '@jest/globals';
import { type Death, inWords, WorkerDied } from '../../src/workers/worker-died';

const unknown: Death = {
  task: undefined,
  lane: 2,
  pool: 'threadPool(4)',
  pid: undefined,
  signal: undefined,
  exitCode: undefined,
  reason: undefined,
  stderr: '',
  uncaught: undefined,
  ranTask: undefined,
  reach: undefined,
};

test('says who died of what, with all that is known', () => {
  const uncaught = 'RangeError: outside of the task\n    at work (/project/work.ts:3:9)';
  const stderr = 'connecting\nconnected\n';

  expect(
    inWords({ ...unknown, task: 'page 3', pool: 'processPool(4)', pid: 4711, exitCode: 1, uncaught, stderr }),
  ).toMatchInlineSnapshot();
});

test('says no more than is known', () => {
  expect(inWords(unknown)).toMatchInlineSnapshot();
  expect(inWords({ ...unknown, task: 'page 3', signal: 'SIGKILL' })).toMatchInlineSnapshot();
  expect(inWords({ ...unknown, pid: 4711, exitCode: 137 })).toMatchInlineSnapshot();
  expect(inWords({ ...unknown, task: 'page 3', isUntold: true, signal: 'SIGTERM' })).toMatchInlineSnapshot();
  expect(inWords({ ...unknown, signal: 'SIGABRT', reason: 'out of memory' })).toMatchInlineSnapshot();
  expect(inWords({ ...unknown, exitCode: 0, stderr: 'bye\n' })).toMatchInlineSnapshot();
});

test('keeps the facts as properties', () => {
  const died = new WorkerDied({ ...unknown, task: 'page 3', pid: 4711, signal: 'SIGKILL', stderr: 'bye' });

  expect(died).toBeInstanceOf(Error);
  expect({ ...died }).toEqual({
    name: 'WorkerDied',
    task: 'page 3',
    lane: 2,
    pid: 4711,
    signal: 'SIGKILL',
    exitCode: undefined,
    stderr: 'bye',
  });
});
