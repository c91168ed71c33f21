import { describe, expect, test } from '@jest/globals';
import crypto from 'node:crypto';
import { type Reading, noteReadings } from '../../src/time/readings';

function readingsOf(look: () => unknown): Reading[] {
  const noted: Reading[] = [];
  const stop = noteReadings((reading) => noted.push(reading));
  try {
    look();
  } finally {
    stop();
  }
  return noted;
}

describe('noteReadings', () => {
  test.each<[string, Reading['of'], () => unknown]>([
    ['Date.now()', 'clock', () => Date.now()],
    ['new Date()', 'clock', () => new Date()],
    ['Date()', 'clock', () => Date()],
    ['performance.now()', 'clock', () => performance.now()],
    ['process.hrtime()', 'clock', () => process.hrtime()],
    ['process.hrtime.bigint()', 'clock', () => process.hrtime.bigint()],
    ['process.uptime()', 'clock', () => process.uptime()],
    ['Math.random()', 'random', () => Math.random()],
    ['crypto.randomUUID()', 'random', () => globalThis.crypto.randomUUID()],
    ['crypto.getRandomValues()', 'random', () => globalThis.crypto.getRandomValues(new Uint8Array(1))],
    ['crypto.randomBytes()', 'random', () => crypto.randomBytes(1)],
    ['crypto.randomInt()', 'random', () => crypto.randomInt(9)],
    ['crypto.randomFillSync()', 'random', () => crypto.randomFillSync(new Uint8Array(1))],
  ])('tells of %s', (by, of, look) => {
    expect(readingsOf(look)).toEqual([{ of, by }]);
  });

  test('tells of what others call for the code that is looked at, and nothing of what Node does for its own ends', () => {
    const form = new FormData();

    expect(readingsOf(() => [1, 2].map(Math.random))).toEqual([
      { of: 'random', by: 'Math.random()' },
      { of: 'random', by: 'Math.random()' },
    ]);
    // The boundary between the parts of a form is drawn at random.
    expect(readingsOf(() => new Response(form))).toEqual([]);
  });

  test('leaves the making of stack traces as it was', () => {
    const ours = () => 'ours';
    const { prepareStackTrace, stackTraceLimit } = Error;
    Error.prepareStackTrace = ours;
    readingsOf(() => Math.random());
    const after = [Error.prepareStackTrace, Error.stackTraceLimit];
    Error.prepareStackTrace = prepareStackTrace;

    expect(after).toEqual([ours, stackTraceLimit]);
  });

  test('tells of no date that is given, and answers as before', () => {
    expect(readingsOf(() => [new Date(0), Date.UTC(2000), Date.parse('2000-01-01')])).toEqual([]);
    readingsOf(() => {
      expect(new Date(5)).toBeInstanceOf(Date);
      expect(new Date(5).getTime()).toBe(5);
      expect(typeof Date()).toBe('string');
    });
  });

  test('leaves everything as it was', () => {
    const before = [Date, Date.now, performance.now, process.hrtime, Math.random, crypto.randomBytes];
    readingsOf(() => 0);

    expect([Date, Date.now, performance.now, process.hrtime, Math.random, crypto.randomBytes]).toEqual(before);
  });
});
