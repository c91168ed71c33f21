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

  expect(inWords({ ...unknown, task: 'page 3', pool: 'processPool(4)', pid: 4711, exitCode: 1, uncaught, stderr }))
    .toMatchInlineSnapshot(`
   "The worker in lane 2 of processPool(4) (pid 4711) died while it ran "page 3": ended by an error, with exit code 1.
   Nobody caught:
     RangeError: outside of the task
         at work (/project/work.ts:3:9)
   The end of its stderr:
     connecting
     connected"
  `);
});

test('says no more than is known', () => {
  expect(inWords(unknown)).toMatchInlineSnapshot(
    `"The worker in lane 2 of threadPool(4) died: gone for a reason that is not known."`,
  );
  expect(inWords({ ...unknown, task: 'page 3', signal: 'SIGKILL' })).toMatchInlineSnapshot(
    `"The worker in lane 2 of threadPool(4) died while it ran "page 3": killed by SIGKILL."`,
  );
  expect(inWords({ ...unknown, pid: 4711, exitCode: 137 })).toMatchInlineSnapshot(
    `"The worker in lane 2 of threadPool(4) (pid 4711) died: it exited with code 137."`,
  );
  expect(inWords({ ...unknown, task: 'page 3', isUntold: true, signal: 'SIGTERM' })).toMatchInlineSnapshot(
    `"The worker in lane 2 of threadPool(4) died before it told what became of "page 3": killed by SIGTERM."`,
  );
  expect(inWords({ ...unknown, signal: 'SIGABRT', reason: 'out of memory' })).toMatchInlineSnapshot(
    `"The worker in lane 2 of threadPool(4) died: out of memory."`,
  );
  expect(inWords({ ...unknown, exitCode: 0, stderr: 'bye\n' })).toMatchInlineSnapshot(`
   "The worker in lane 2 of threadPool(4) died: it exited with code 0.
   The end of its stderr:
     bye"
  `);
});

test('keeps the facts as properties', () => {
  const died = new WorkerDied({ ...unknown, task: 'page 3', pid: 4711, signal: 'SIGKILL', stderr: 'bye' });

  expect(died).toBeInstanceOf(Error);
  expect(Object.fromEntries(Object.entries(died))).toEqual({
    name: 'WorkerDied',
    task: 'page 3',
    lane: 2,
    pid: 4711,
    signal: 'SIGKILL',
    exitCode: undefined,
    stderr: 'bye',
  });
});
