import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { coreTime } from '../../src/handover/core-time';
import type { FileLine } from '../../src/handover/lines';
import { coreUseOf, mostOthers } from '../../src/suite/core-use';
import { suiteReport } from '../../src/suite/suite-report';
import { file, session } from './suite';

function line(pid: number, at: number, ranMs?: number, waitedMs = 0, more: Partial<FileLine> = {}): FileLine {
  const told = ranMs === undefined ? {} : { core: { ranMs, waitedMs } };
  return { kind: 'file', file: `${at}.ts`, pid, isThread: false, worker: pid, at, ...told, ...more };
}

describe('what files did with cores', () => {
  test('is told from one file of a thread to the next; waiting for a core is no waiting of their own', () => {
    // Of 100 ms one process ran 30 and waited 20 for a core, the other ran 50 and slept.
    const lines = [line(1, 0, 500, 7), line(2, 10, 0), line(1, 100, 530, 27), line(2, 110, 50)];

    expect(coreUseOf(lines)).toEqual({ computing: 80 / 180, slowness: 100 / 80 });
  });

  test('is told of threads of one process apart', () => {
    const thread = (worker: number, at: number, ran: number) => line(1, at, ran, 0, { isThread: true, worker });

    expect(coreUseOf([thread(1, 0, 0), thread(2, 0, 70), thread(1, 10, 10), thread(2, 10, 75)])).toEqual({
      computing: 0.75,
      slowness: 1,
    });
  });

  test('is at most all of their time, whatever the clocks say', () => {
    expect(coreUseOf([line(1, 0, 0), line(1, 10, 12)])).toEqual({ computing: 1, slowness: 1 });
  });

  test('is unknown if no thread ran two files, or none was told anything', () => {
    expect(coreUseOf([])).toEqual({});
    expect(coreUseOf([line(1, 0, 0), line(2, 5, 5)])).toEqual({});
    expect(coreUseOf([line(1, 0), line(1, 9)])).toEqual({});
  });

  test('is what its obvious twin says: each file with the next one of its process', () => {
    const some = fc.record({
      pid: fc.nat(2),
      took: fc.integer({ min: 1, max: 50 }),
      ran: fc.nat(100),
      waited: fc.nat(100),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (steps) => {
        const now = new Map<number, { at: number; ran: number; waited: number }>();
        const sum = { at: 0, ran: 0, waited: 0 };
        const lines = steps.map(({ pid, took, ran, waited }) => {
          const before = now.get(pid) ?? { at: 0, ran: 0, waited: 0 };
          const after = { at: before.at + took, ran: before.ran + ran, waited: before.waited + waited };
          if (now.has(pid)) {
            sum.at += took;
            sum.ran += ran;
            sum.waited += waited;
          }
          now.set(pid, after);
          return line(pid, after.at, after.ran, after.waited);
        });

        const use = coreUseOf(lines);

        if (sum.ran === 0) return expect(use).toEqual({});
        expect(use.slowness).toBeCloseTo(1 + sum.waited / sum.ran, 9);
        return expect(use.computing).toBeCloseTo(Math.min(1, sum.ran / Math.max(1e-9, sum.at - sum.waited)), 9);
      }),
    );
  });

  test('counts more than what processor time lets one guess', () => {
    // On two cores two files took two seconds each, and the system says they used a tenth of that.
    const files = ['a', 'b'].map((path, i) => file(path, 0, 2000, { worker: i + 1 }));
    const on = { cores: 2, tookMs: 2000, cpuMs: 400 };

    expect(suiteReport(files, session(on)).computing).toBeCloseTo(0.1, 6);
    expect(suiteReport(files, session({ ...on, computing: 1 })).computing).toBe(1);
    expect(() => suiteReport(files, session({ ...on, computing: 1.2 }))).toThrow(
      'Expected `session.computing` to be a number from 0 to 1, got `1.2` (number).',
    );
  });
});

describe('how many other processes wanted a core', () => {
  test('is at most what files had to wait for', () => {
    expect(mostOthers(2, 2, { computing: 1, slowness: 1 })).toBe(0);
    expect(mostOthers(1, 2, { computing: 1, slowness: 1 })).toBe(1);
    expect(mostOthers(2, 2, { computing: 1, slowness: 3 })).toBe(4);
    expect(mostOthers(2, 2, { computing: 0.5, slowness: 1 })).toBe(1);
    expect(mostOthers(2, 2, {})).toBe(Infinity);
  });

  test('is not what Jest itself had left on the load of the machine a moment ago', () => {
    const files = ['a', 'b'].map((path, i) => file(path, 0, 2000, { worker: i + 1 }));
    const on = { cores: 2, tookMs: 2000, otherLoad: 2 };

    expect(suiteReport(files, session(on)).others).toBe(2);
    expect(suiteReport(files, session({ ...on, computing: 1, slowness: 1 })).others).toBe(0);
  });
});

test('of files that only compute no number of workers takes less than the cores need for them and their workers', () => {
  const length = fc.integer({ min: 1000, max: 9000 });
  fc.assert(
    fc.property(fc.array(length, { minLength: 3, maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (lengths, cores) => {
      let at = 0;
      const files = lengths.map((took, i) => {
        const startUpMs = i === 0 ? 600 : 0;
        at += took + startUpMs;
        return file(`${i}.ts`, at - took - startUpMs, at, { worker: 1, startUpMs, loadMs: 0, testsMs: took });
      });
      const { byWorkers } = suiteReport(files, session({ maxWorkers: 1, cores, tookMs: at, computing: 1 }));

      const work = lengths.reduce((sum, took) => sum + took, 0);
      for (const { size, wallMs, inBand } of byWorkers) {
        const least = inBand ? work : (work + size * 600) / cores;
        expect(wallMs).toBeGreaterThanOrEqual(least - 1e-6);
      }
    }),
  );
});

describe('what a thread has had of cores', () => {
  test('is what it ran and what it waited, in milliseconds', () => {
    expect(coreTime(() => '1500000 500000 12\n')).toEqual({ ranMs: 1.5, waitedMs: 0.5 });
  });

  test('is unknown where the system does not say', () => {
    expect(
      coreTime(() => {
        throw new Error('ENOENT');
      }),
    ).toBeUndefined();
    expect(coreTime(() => 'something else')).toBeUndefined();
  });

  test('is told on Linux', () => {
    expect(coreTime() !== undefined && coreTime()!.ranMs > 0).toBe(process.platform === 'linux');
  });
});
