import { describe, expect, test } from '@jest/globals';
import { lasting } from '../../src/scenario/lasting';

const onProcesses = {
  name: 'WorkerDied',
  message:
    'The worker in lane 1 of processPool(2) (pid 4711) died while it ran "page 3": killed by SIGKILL.\n' +
    'The end of its stderr:\n  started as 4711',
};
const onThreads = {
  name: 'WorkerDied',
  message: 'The worker in lane 0 of threadPool(2) died while it ran "page 3": it exited with code 137.',
};

describe('of a worker that died', () => {
  test('lasts who it was and how it ended, and not its process id or its last words', () => {
    expect(lasting(onProcesses, 'all')).toEqual({
      name: 'WorkerDied',
      message: 'The worker in lane 1 of processPool(2) died while it ran "page 3": killed by SIGKILL.',
    });
  });

  test('lasts on every pool which task it ran', () => {
    const said = { name: 'WorkerDied', message: 'The worker while it ran "page 3"' };

    expect(lasting(onProcesses, 'on every pool')).toEqual(said);
    expect(lasting(onThreads, 'on every pool')).toEqual(said);
  });

  test('lasts the same deep inside of a value', () => {
    const settled = [{ status: 'rejected', reason: { name: 'Error', message: 'no', cause: onThreads } }];

    expect(JSON.stringify(lasting(settled, 'all'))).toBe(JSON.stringify(settled));
    expect(JSON.stringify(lasting([{ reason: onProcesses }], 'all'))).not.toContain('4711');
  });
});

test('all else lasts as it is', () => {
  for (const value of [
    undefined,
    null,
    3,
    'a (pid 4711)',
    [1, [2]],
    { name: 'Error', message: 'of (pid 4711) a: b' },
  ]) {
    expect(lasting(value, 'on every pool')).toEqual(value);
  }
});
