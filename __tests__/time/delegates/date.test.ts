import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compute, simulate } from '../../../src';
import { BASE_INSTANT_MS } from '../../../src/time/delegates/date-now';
import { natives } from '../../../src/time/natives';

const { now: earlyNow } = Date;
const EarlyDate = Date;
const BASE = '2000-01-01T00:00:00.000Z';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What is read a virtual hour after the beginning. */
async function anHourIn<T>(read: () => T): Promise<T> {
  const { value } = await simulate(async () => {
    await sleep(3_600_000);
    return read();
  });
  return value;
}

describe('Date inside a simulation', () => {
  test('begins at 2000-01-01T00:00:00.000Z', async () => {
    const { value } = await simulate(() => [new Date().toISOString(), Date.now(), new Date(Date.now()).toJSON()]);

    expect(value).toEqual([BASE, BASE_INSTANT_MS, BASE]);
    expect(BASE_INSTANT_MS).toBe(946_684_800_000);
  });

  const forms: Record<string, () => unknown> = {
    'new Date()': () => new Date().toISOString(),
    'Date.now()': () => new natives.Date(Date.now()).toISOString(),
    'Date.now captured early': () => new natives.Date(earlyNow()).toISOString(),
    'new Date() captured early': () => new EarlyDate().toISOString(),
    'Date() as a function': () => new Date(Date()).toISOString(),
    'JSON.stringify(new Date())': () => JSON.parse(JSON.stringify(new Date())),
    'a subclass': () => new (class Subclass extends Date {})().toISOString(),
    'Reflect.construct': () => (Reflect.construct(Date, []) as Date).toISOString(),
    "new date.constructor(), from a date's own class": () =>
      new (new Date(0).constructor as DateConstructor)().toJSON(),
  };

  test.each(Object.keys(forms))('tells an hour later by %s', async (form) => {
    expect(await anHourIn(forms[form]!)).toBe('2000-01-01T01:00:00.000Z');
  });

  test('moves with compute, in whole milliseconds', async () => {
    const { value } = await simulate(async () => {
      await compute(1.75);
      return [Date.now() - BASE_INSTANT_MS, performance.now()];
    });

    expect(value).toEqual([1, 1.75]);
  });
});

describe('Date is Node’s own in everything but what "now" means', () => {
  test('dates made with arguments are the same, whatever the arguments', async () => {
    await simulate(() => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: -300, max: 3000 }), { minLength: 1, maxLength: 7 }), (args) => {
          const make = (Kind: DateConstructor) => new Kind(...(args as [number])).getTime();
          expect(make(Date)).toBe(make(natives.Date));
        }),
      );
      expect(new Date('2024-02-29').getTime()).toBe(natives.Date.parse('2024-02-29'));
      expect(new Date(undefined as never).getTime()).toBeNaN();
    });
  });

  test('it has the same statics, name, length and prototype', () => {
    expect(Object.getOwnPropertyNames(Date).sort()).toEqual(Object.getOwnPropertyNames(natives.Date).sort());
    expect([Date.name, Date.length, Date.prototype]).toEqual(['Date', 7, natives.Date.prototype]);
    expect([Date.UTC, Date.parse]).toEqual([natives.Date.UTC, natives.Date.parse]);
  });

  test('each is an instance of the other, inside and outside', async () => {
    const outside = new Date();
    const { value: inside } = await simulate(() => new Date());

    for (const date of [outside, inside, new natives.Date()]) {
      expect(date).toBeInstanceOf(Date);
      expect(date).toBeInstanceOf(natives.Date);
      expect(Object.prototype.toString.call(date)).toBe('[object Date]');
      expect(date.constructor).toBe(Date);
    }
  });

  test('a subclass keeps its own methods', () => {
    class Deadline extends Date {
      left(now: number): number {
        return this.getTime() - now;
      }
    }

    const deadline = new Deadline(1000);

    expect(deadline).toBeInstanceOf(Deadline);
    expect(deadline.left(400)).toBe(600);
  });

  test('outside a simulation it tells the real time', () => {
    const before = natives.dateNow();
    const told = [Date.now(), new Date().getTime(), earlyNow()];
    const after = natives.dateNow();

    for (const now of told) {
      expect(now).toBeGreaterThanOrEqual(before);
      expect(now).toBeLessThanOrEqual(after);
    }
    expect(Date()).toMatch(/^\w{3} \w{3} \d\d \d{4}/);
  });
});
