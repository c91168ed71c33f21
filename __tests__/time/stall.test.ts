import { expect, test } from '@jest/globals';
import { describeTimer } from '../../src/time/stall';
import type { VirtualTimer } from '../../src/time/virtual-timer';

const armedAt = (frame: string) =>
  describeTimer({
    kind: 'timeout',
    delay: 1500,
    due: 6500,
    callbackName: '',
    origin: { stack: `Error\n    at ${frame}\n    at poll (/app/poll.ts:1:1)` },
  } as VirtualTimer);

test('a timer is told by who armed it, and where', () => {
  expect(armedAt('poll (/app/poll.ts:6:5)')).toBe(
    'setTimeout of 1500 ms, due at 6500 ms, armed at poll (/app/poll.ts:6:5)',
  );
});

test('it was not armed by the timer function itself, which mapped stacks may say of a function without a name', () => {
  expect(armedAt('setTimeout (/app/poll.ts:6:5)')).toMatch(/, armed at \/app\/poll\.ts:6:5$/);
  expect(armedAt('setInterval (/app/poll.ts:6:5)')).toMatch(/, armed at \/app\/poll\.ts:6:5$/);
});
