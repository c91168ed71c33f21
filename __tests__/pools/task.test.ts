import { expect, test } from '@jest/globals';
import { Task } from '../../src/pools/task';
import { RealClock } from '../../src/time/real-clock';
import { Recorder } from '../../src/trace/recorder';

function task() {
  const span = new Recorder(() => 0).queue({ source: { kind: 'pool', name: 'any' }, label: 'a', input: 1 });
  const recipe = { fn: String, takes: 'input', nameOf: () => 'input' } as const;
  const host = { recipe, clock: new RealClock(), number: 0, beganAt: 0, random: () => Math.random, settled() {} };
  return new Task(host, { index: 0, input: 1, span });
}

test('a task says what became of it once it has settled, and before that it is a bug to ask', () => {
  const [fulfilled, rejected, calledOff] = [task(), task(), task()];
  expect(() => fulfilled.settlement).toThrow('Bug in jest-lanes: a task was asked for its result before it settled.');

  fulfilled.start(0);
  fulfilled.fulfil('1');
  rejected.start(0);
  rejected.reject('no');
  calledOff.cancel('enough');

  expect(fulfilled.settlement).toEqual({ status: 'fulfilled', value: '1' });
  expect(rejected.settlement).toEqual({ status: 'rejected', reason: 'no' });
  expect(calledOff.settlement).toEqual({ status: 'rejected', reason: 'enough' });
  expect([fulfilled, rejected, calledOff].map((one) => one.wasCalledOff)).toEqual([false, false, true]);
});
