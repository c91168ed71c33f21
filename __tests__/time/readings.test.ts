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
