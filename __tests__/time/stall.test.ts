import { expect, test } from '@jest/globals';
import { deadlock, describeTimer } from '../../src/time/stall';

const armedAt = (frame: string) =>
  describeTimer({
    kind: 'timeout',
    delay: 1500,
    due: 6500,
    callbackName: '',
    origin: { stack: `Error\n    at ${frame}\n    at poll (/app/poll.ts:1:1)` },
  });

test('a timer is told by who armed it, and where', () => {
  expect(armedAt('poll (/app/poll.ts:6:5)')).toBe(
    'setTimeout of 1500 ms, due at 6500 ms, armed at poll (/app/poll.ts:6:5)',
  );
});

test('it was not armed by the timer function itself, which mapped stacks may say of a function without a name', () => {
  expect(armedAt('setTimeout (/app/poll.ts:6:5)')).toMatch(/, armed at \/app\/poll\.ts:6:5$/);
  expect(armedAt('setInterval (/app/poll.ts:6:5)')).toMatch(/, armed at \/app\/poll\.ts:6:5$/);
});

test('a deadlock names eight requests that this process has not answered, and counts the others', () => {
  const asked = Array.from({ length: 10 }, (_, i) => `GET http://127.0.0.1:80/${i}`);

  expect(deadlock(0, 'No task.', []).message).toMatch(/\nNo task\.$/);
  expect(deadlock(0, 'No task.', asked.slice(0, 2)).message).toMatch(
    /\nNo task\.\nNot answered by a server of this process: GET http:\/\/127\.0\.0\.1:80\/0, GET http:\/\/127\.0\.0\.1:80\/1$/,
  );
  expect(deadlock(0, 'No task.', asked).message).toMatch(/:80\/7, … 2 more$/);
});
