import { expect, test } from '@jest/globals';
import { Turns } from '../../src/workers/turns';

test('whoever asks first goes first, one at a time, and nobody comes between', async () => {
  const turns = new Turns();
  const went: string[] = [];
  const goes = async (name: string): Promise<void> => {
    await turns.take();
    went.push(name);
  };

  await goes('a');
  const others = [goes('b'), goes('c')];
  expect([went, turns.isTaken]).toEqual([['a'], true]);

  turns.over();
  // In the moment between two turns it is nobody else's.
  expect(turns.isTaken).toBe(true);
  await others[0];
  expect(went).toEqual(['a', 'b']);

  turns.over();
  await others[1];
  turns.over();
  expect([went, turns.isTaken]).toEqual([['a', 'b', 'c'], false]);
  expect(turns.take()).toBeUndefined();
});
