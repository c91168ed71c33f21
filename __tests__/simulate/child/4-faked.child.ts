import { expect, jest, test } from '@jest/globals';
import { simulate } from '../../../src';

test('fake timers that every test has go on as ever', () => {
  const fired: number[] = [];
  const began = Date.now();
  setTimeout(() => fired.push(Date.now() - began), 5000);

  jest.advanceTimersByTime(5000);

  expect(fired).toEqual([5000]);
});

test('fails: a simulation among them is refused', async () => {
  await simulate(() => 1);
});

test('fails: it is refused also when they are switched off', async () => {
  jest.useRealTimers();
  await simulate(() => 1);
});
