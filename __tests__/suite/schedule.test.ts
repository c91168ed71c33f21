import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { endsOf } from '../../src/suite/schedule';
import { type Machine, slowDown } from '../../src/suite/slow-down';

const roomy: Machine = { cores: 16, computing: 1, others: 0 };

/** The obvious twin: what each worker still has to do, from one change to the next. */
function slowEnds(own: readonly number[], workers: number, startMs: number, machine: Machine): readonly number[] {
  const ends = own.map(() => 0);
  const lanes = Array.from({ length: workers }, (_, i) => ({ file: i, left: startMs + (own[i] ?? 0) }));
  let [now, next] = [0, workers];
  while (lanes.some(({ left }) => left >= 0)) {
    const busy = lanes.filter(({ left }) => left >= 0);
    const slowness = slowDown(busy.length, machine);
    const least = Math.min(...busy.map(({ left }) => left));
    now += least * slowness;
    for (const lane of busy) lane.left -= least;
    const done = busy.find(({ left }) => left < 1e-9)!;
    if (done.file < own.length) ends[done.file] = now;
    done.left = next < own.length ? own[next]! : -1;
    done.file = next;
    next += 1;
  }
  return ends;
}

describe('list scheduling', () => {
  test('gives the next file to whoever is free', () => {
    expect(endsOf([50, 20, 30, 10], 2, 0, roomy)).toEqual([50, 20, 50, 60]);
    expect(endsOf([50, 20, 30, 10], 1, 0, roomy)).toEqual([50, 70, 100, 110]);
    expect(endsOf([], 3, 10, roomy)).toEqual([]);
  });

  test('has each worker start before its first file, also those that get none', () => {
    expect(endsOf([50, 20, 30], 2, 100, roomy)).toEqual([150, 120, 150]);
    // Two cores for four that start: 100 ms take 200.
    expect(endsOf([50], 4, 100, { cores: 2, computing: 1, others: 0 })).toEqual([250]);
  });

  test('slows down all who are busy when there are more than cores', () => {
    expect(endsOf([100, 100, 100], 3, 0, { cores: 1, computing: 1, others: 0 })).toEqual([300, 300, 300]);
    expect(endsOf([100, 100, 100], 3, 0, { cores: 1, computing: 0, others: 0 })).toEqual([100, 100, 100]);
  });

  test('ends files when its obvious twin does', () => {
    const machine = fc.record({
      cores: fc.integer({ min: 1, max: 5 }),
      computing: fc.constantFrom(0, 0.3, 0.9, 1),
      others: fc.constantFrom(0, 0, 0.5, 3),
    });
    fc.assert(
      fc.property(
        fc.array(fc.nat(50)),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(20),
        machine,
        (own, workers, start, on) => {
          const [ends, slow] = [endsOf(own, workers, start, on), slowEnds(own, workers, start, on)];

          expect(ends.length).toBe(own.length);
          for (const [i, end] of ends.entries()) expect(end).toBeCloseTo(slow[i]!, 6);
        },
      ),
    );
  });

  test('is never longer than Graham says: the even share, and of the longest file what is left of it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1 }), fc.integer({ min: 1, max: 6 }), (own, workers) => {
        const sum = own.reduce((a, b) => a + b);
        const last = Math.max(...endsOf(own, workers, 0, roomy));

        expect(last).toBeLessThanOrEqual(sum / workers + (1 - 1 / workers) * Math.max(...own) + 1e-9);
        expect(last).toBeGreaterThanOrEqual(Math.max(sum / workers, ...own) - 1e-9);
      }),
    );
  });
});

describe('how files slow each other down', () => {
  test('not at all while there is a core for each, or while they only wait', () => {
    expect(slowDown(4, { cores: 4, computing: 1, others: 0 })).toBe(1);
    expect(slowDown(99, { cores: 1, computing: 0, others: 0 })).toBe(1);
  });

  test('in proportion when they only compute, and less when they also wait', () => {
    expect(slowDown(6, { cores: 4, computing: 1, others: 0 })).toBe(1.5);
    expect(slowDown(2, { cores: 1, computing: 0.5, others: 0 })).toBeCloseTo(1.25, 9);
    expect(slowDown(300, { cores: 4, computing: 0.5, others: 0 })).toBeCloseTo(37.5, 6);
  });

  test('and by other processes, of which even one alone has to wait for cores', () => {
    expect(slowDown(1, { cores: 2, computing: 1, others: 9 })).toBe(5);
    expect(slowDown(4, { cores: 2, computing: 1, others: 9 })).toBe(6.5);
    expect(slowDown(2, { cores: 4, computing: 0.5, others: 2 })).toBe(1);
  });

  test('as mean value analysis says', () => {
    const part = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.record({ cores: fc.integer({ min: 1, max: 6 }), computing: part, others: fc.constantFrom(0, 0.5, 4) }),
        (busy, machine) => {
          expect(slowDown(busy, machine)).toBeCloseTo(byMeanValues(busy, machine), 5);
        },
      ),
    );
  });
});

/** Mean value analysis of a closed network: waiting, and a station of so many cores (Reiser and Lavenberg, 1980). */
function byMeanValues(busy: number, { cores, computing, others }: Machine): number {
  let atCores = [1];
  let cycle = 1;
  for (let n = 1; n <= busy; n++) {
    const rate = (count: number) => (count * Math.min(1, cores / (count + others))) / computing;
    const residence = atCores.reduce((sum, likely, before) => sum + ((before + 1) / rate(before + 1)) * likely, 0);
    cycle = 1 - computing + residence;
    const throughput = n / cycle;
    const next = atCores.map((likely, before) => (throughput / rate(before + 1)) * likely);
    atCores = [1 - next.reduce((a, b) => a + b, 0), ...next];
  }
  return cycle;
}
