import { afterEach, expect, jest, test } from '@jest/globals';
import type * as Natives from '../../src/time/natives';

const REALM = Symbol.for('jest-lanes.realm');
const realm = Object.getOwnPropertyDescriptor(globalThis, REALM)!;

afterEach(() => {
  jest.useRealTimers();
  Object.defineProperty(globalThis, REALM, realm);
});

/** As they are captured where nothing of this package was loaded before. */
function captured(): typeof Natives.natives {
  let natives: typeof Natives.natives | undefined;
  Object.defineProperty(globalThis, REALM, { value: undefined, configurable: true });
  jest.isolateModules(() => {
    ({ natives } = require('../../src/time/natives') as typeof Natives);
  });
  return natives!;
}

test('the real clock goes on where fake timers have taken `hrtime` and no timer', () => {
  jest.useFakeTimers({
    doNotFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'],
  });
  const { now } = captured();
  const readings = new Set(Array.from({ length: 1000 }, now));
  expect(readings.size).toBeGreaterThan(1);
});
