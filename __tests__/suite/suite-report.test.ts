import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cpus } from 'node:os';
import type { FileRecord } from '../../src/handover/report-data';
import { endsOf } from '../../src/suite/schedule';
import type { Machine } from '../../src/suite/slow-down';
import { suiteReport } from '../../src/suite/suite-report';
import { suiteTable } from '../../src/suite/suite-table';
import { suiteInWords } from '../../src/suite/suite-words';
import { failureOf } from '../matchers/failure';
import { file, session } from './suite';

/** What a file takes with a core of its own: start-up, loading, then its tests. */
interface Own {
  readonly tests: number;
  readonly startUp: number;
  readonly load: number;
}

const START = 400;

/** Files as Jest's workers run them by the model: the longest first, and the first one of each worker dearer. */
function played(own: readonly Own[], workers: number, machine: Machine): readonly FileRecord[] {
  const length = ({ tests, startUp, load }: Own) => tests + startUp + load;
  const order = [...own].sort((a, b) => length(b) - length(a));
  const ends = endsOf(order.map(length), workers, START, machine);
  const free = Array.from({ length: workers }, (_, i) => ({ worker: i + 1, at: 0 }));
  return order.map((one, i) => {
    const lane = i < workers ? free[i]! : free.reduce((a, b) => (b.at < a.at ? b : a));
    const [startedAt, endedAt] = [lane.at, ends[i]!];
    lane.at = endedAt;
    const slow = (endedAt - startedAt) / (length(one) + (i < workers ? START : 0));
    const startUpMs = (one.startUp + (i < workers ? START : 0)) * slow;
    const more = { worker: lane.worker, startUpMs, loadMs: one.load * slow, testsMs: one.tests * slow };
    return file(`${i}.test.ts`, startedAt, endedAt, more);
  });
}

const tookOf = (files: readonly FileRecord[]) => Math.max(...files.map(({ endedAt }) => endedAt));
const wallsOf = (files: readonly FileRecord[], more: Parameters<typeof session>[0]) =>
  suiteReport(files, session({ tookMs: tookOf(files), ...more })).byWorkers.map(({ wallMs }) => wallMs);

// Slow enough not to be run in band, and of different lengths, so that there is one order.
const anyOwn = () =>
  fc
    .uniqueArray(fc.integer({ min: 1000, max: 9000 }), { minLength: 6, maxLength: 12 })
    .map((lengths) => lengths.map((tests) => ({ tests, startUp: 10, load: 90 })));

const suite = [
  file('slow.test.ts', 1000, 7000, {
    worker: 1,
    ...{ startUpMs: 500, loadMs: 700, testsMs: 4700 },
    tests: [1500, 1200, 1000, 600, 400].map((tookMs, i) => ({ name: `${i}`, status: 'passed', tookMs, failures: [] })),
  }),
  file('b.test.ts', 1000, 3000, { worker: 2, startUpMs: 500, loadMs: 700, testsMs: 700 }),
  file('c.test.ts', 3020, 4500, { worker: 2, startUpMs: 20, loadMs: 300, testsMs: 1100 }),
  file('d.test.ts', 4510, 5700, { worker: 2, startUpMs: 20, loadMs: 300, testsMs: 800 }),
  file('e.test.ts', 5710, 6500, { worker: 2, startUpMs: 20, loadMs: 300, testsMs: 400 }),
];
const reported = suiteReport(suite, session({ tookMs: 7000 }));

describe('the report of a suite', () => {
  test('says how it used its workers', () => {
    const facts = { ...reported, byWorkers: reported.byWorkers.length, byShards: reported.byShards.length };

    expect(facts).toMatchInlineSnapshot(`
     {
       "beforeMs": 1000,
       "byShards": 8,
       "byWorkers": 16,
       "computing": 1,
       "cores": 4,
       "criticalPath": [
         {
           "path": "slow.test.ts",
           "tookMs": 6000,
         },
       ],
       "files": 5,
       "others": 0,
       "shardsLevelOffAt": 5,
       "slowest": {
         "dominatesFrom": 2,
         "path": "slow.test.ts",
         "share": 1,
         "split": {
           "best": {
             "gainMs": 0,
             "parts": 2,
             "wallMs": 7080,
           },
           "inTwo": {
             "gainMs": 0,
             "parts": 2,
             "wallMs": 7080,
           },
         },
         "tookMs": 6000,
       },
       "spentOn": {
         "loadMs": 2300,
         "restMs": 440,
         "startUpMs": 1060,
         "testsMs": 7700,
       },
       "utilisation": 0.9583333333333334,
       "wallMs": 7000,
       "workers": 2,
       "workersLevelOffAt": 2,
     }
    `);
  });

  test('says in a few lines what to do', () => {
    expect(suiteInWords(reported)).toMatchInlineSnapshot(`
     "5 test files on 2 workers took 7000 ms, of which 1000 ms before the first began; workers were 96 % busy
       start-up 9 %, loading 20 %, tests 67 %, the rest 4 %
       slowest: slow.test.ts, 6000 ms (100 % of the time); from 2 workers on it alone decides how long all takes
       to split it gains nothing with 2 workers
       maxWorkers levels off at 2; it would take 1: 11.1 s, 2: 7000 ms, 3: 7000 ms, 4: 7000 ms, 6: 7640 ms, 8: 8080 ms, 12: 8960 ms, 16: 9840 ms
       shards levels off at 5; it would take 1: 7000 ms, 2: 7000 ms, 3: 7000 ms, 4: 7000 ms, 6: 6520 ms, 8: 6520 ms"
    `);
    expect(suiteTable(reported)).toMatchInlineSnapshot(`
     "maxWorkers     time  speed-up
              1   11.1 s     1.00×  in band
              2  7000 ms     1.59×
              3  7000 ms     1.59×
              4  7000 ms     1.59×
              5  7420 ms     1.50×
              6  7640 ms     1.46×
              7  7860 ms     1.42×
              8  8080 ms     1.38×
              9  8300 ms     1.34×
             10  8520 ms     1.31×
             11  8740 ms     1.27×
             12  8960 ms     1.24×
             13  9180 ms     1.21×
             14  9400 ms     1.19×
             15  9620 ms     1.16×
             16  9840 ms     1.13×

     shards     time  speed-up
          1  7000 ms     1.00×
          2  7000 ms     1.00×
          3  7000 ms     1.00×
          4  7000 ms     1.00×
          5  6520 ms     1.07×  in band
          6  6520 ms     1.07×  in band
          7  6520 ms     1.07×  in band
          8  6520 ms     1.07×  in band

     Each shard with maxWorkers 2; the time is that of the slowest."
    `);
  });

  test('of no files says so', () => {
    const report = suiteReport([], session());

    expect(report).toMatchObject({ files: 0, utilisation: 1, criticalPath: [] });
    expect(report.slowest).toBeUndefined();
    expect(suiteInWords(report)).toBe('No test file ran.');
  });

  test('of files whose parts and tests nobody knows is one too', () => {
    const report = suiteReport([file('a', 0, 5000), file('b', 0, 3000)], session({ tookMs: 5000 }));

    expect(report.spentOn).toEqual({ startUpMs: 0, loadMs: 0, testsMs: 0, restMs: 8000 });
    expect(report.slowest).toMatchObject({ path: 'a', tookMs: 5000, share: 1 });
    expect(report.byWorkers.slice(0, 3).map(({ wallMs }) => wallMs)).toEqual([8000, 5000, 5000]);
    expect(suiteInWords(report)).toContain('it has no two tests to split');
  });

  test('takes this machine for one that nobody described', () => {
    const { cores, ...unknown } = session({ tookMs: 1 });

    expect(cores).toBe(4);
    expect(suiteReport([file('a', 0, 1)], unknown).cores).toBeLessThanOrEqual(cpus().length);
  });

  test('of files in band predicts that one worker takes what they took', () => {
    const files = [
      file('a', 100, 2300, { worker: 0, startUpMs: 200, loadMs: 900, testsMs: 1100 }),
      file('b', 2300, 3900, { worker: 0, startUpMs: 20, loadMs: 500, testsMs: 1080 }),
      file('c', 3900, 5000, { worker: 0, startUpMs: 20, loadMs: 500, testsMs: 580 }),
    ];
    const report = suiteReport(files, session({ tookMs: 5000, maxWorkers: 1 }));

    expect(report.byWorkers[0]).toEqual({ size: 1, wallMs: 5000, inBand: true });
    expect(report.utilisation).toBe(1);
    expect(suiteInWords(report)).toContain('3 test files in band took 5000 ms');
  });

  test('predicts what list scheduling gives, from a run with any other number of workers', () => {
    const machine = fc.record({
      cores: fc.integer({ min: 1, max: 4 }),
      computing: fc.constantFrom(0.4, 1),
      others: fc.constantFrom(0, 1.5),
    });
    const workers = fc.integer({ min: 2, max: 5 });
    fc.assert(
      fc.property(anyOwn(), workers, workers, machine, (own, ranOn, asked, on) => {
        const files = played(own, ranOn, on);
        const cpuMs = (own.reduce((sum, { tests }) => sum + tests + 100, 0) + START * ranOn) * on.computing;

        const walls = wallsOf(files, { maxWorkers: ranOn, cores: on.cores, otherLoad: on.others, cpuMs });

        // Where workers share cores, `played` has a file slowed down evenly, while it was so by turns.
        const isShared = Math.max(ranOn, asked) + on.others > on.cores;
        const error = Math.abs(walls[asked - 1]! / tookOf(played(own, asked, on)) - 1);
        expect(error).toBeLessThan(isShared ? 0.02 : 1e-6);
      }),
      { numRuns: 40 },
    );
  });

  test.each<[maxWorkers: unknown, cores: unknown]>([
    [0, 2],
    [2, 0],
    [undefined, 2],
  ])(
    // prettier-ignore
    'refuses %p workers on %p cores',
    (maxWorkers, cores) => {
      expect(failureOf(() => suiteReport([], session({ maxWorkers, cores } as any)))).toMatchSnapshot();
    },
  );

  test('handles 2 000 files of 50 tests in well under a second', () => {
    const tests = Array.from({ length: 50 }, (_, i) => ({
      name: `${i}`,
      status: 'passed' as const,
      tookMs: i,
      failures: [],
    }));
    const own = Array.from({ length: 2000 }, (_, i) => ({ tests: 1000 + ((i * 7919) % 3000), startUp: 10, load: 90 }));
    const files = played(own, 8, { cores: 4, computing: 1, others: 0 }).map((one) => ({ ...one, tests }));
    const began = process.cpuUsage();

    suiteReport(files, session({ tookMs: tookOf(files), maxWorkers: 8 }));

    // Processor time: a machine that is busy with other work takes longer, and a loaded one is no slower algorithm.
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(1000);
  });
});
