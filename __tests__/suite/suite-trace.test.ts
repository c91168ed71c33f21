import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { draw } from '../../src/timeline/ascii';
import { drawSvg } from '../../src/timeline/svg';
import { chromeTrace } from '../../src/trace/chrome-trace';
import { criticalPath } from '../../src/trace/critical-path';
import { utilisation } from '../../src/trace/utilisation';
import { suiteTrace } from '../../src/suite/suite-trace';
import { failureOf } from '../matchers/failure';
import { elementsIn, readXml } from '../timeline/read-xml';
import { anyFiles, file } from './suite';

const onTwo = [
  file('a.test.ts', 100, 900, { worker: 1, startUpMs: 300, loadMs: 200, testsMs: 300 }),
  file('b.test.ts', 100, 480, { worker: 2, startUpMs: 300, loadMs: 50, testsMs: 30, status: 'failed' }),
  file('c.test.ts', 500, 680, { worker: 2, startUpMs: 20, loadMs: 80, testsMs: 80 }),
  file('d.test.ts', 700, 1100, { worker: 2, startUpMs: 20, loadMs: 80, testsMs: 300 }),
];

const placed = (files: Parameters<typeof suiteTrace>[0]) =>
  [...suiteTrace(files)].map(({ label, lane, startedAt, endedAt }) => [label, lane, startedAt, endedAt]);

describe('the trace of a suite', () => {
  test('has a lane for each worker, in which a file lasts until the next one is taken', () => {
    expect(placed(onTwo)).toEqual([
      ['a.test.ts', 0, 100, 900],
      ['b.test.ts', 1, 100, 500],
      ['c.test.ts', 1, 500, 700],
      ['d.test.ts', 1, 700, 1100],
    ]);
  });

  test('leaves a worker idle that takes no file for more than a second', () => {
    const files = [file('a', 0, 100, { worker: 1 }), file('b', 1101, 1200, { worker: 1 })];

    expect(placed(files)).toEqual([['a', 0, 0, 100], ['b', 0, 1101, 1200]]); // prettier-ignore
  });

  test('has files whose worker nobody knows in the lowest free lane', () => {
    const files = [
      file('a', 0, 50, { worker: 2 }),
      file('b', 0, 30),
      file('c', 10, 60),
      file('d', 30, 40),
      file('e', 100, 120, { worker: 1 }),
    ];

    expect(placed(files).map(([label, lane]) => [label, lane])).toEqual([['b', 0], ['a', 1], ['c', 2], ['d', 0], ['e', 0]]); // prettier-ignore
  });

  test('believes no worker that it ran two files at a time', () => {
    const files = [file('a', 0, 50, { worker: 1 }), file('b', 20, 30, { worker: 1 })];

    expect(placed(files)).toEqual([['a', 0, 0, 50], ['b', 1, 20, 30]]); // prettier-ignore
  });

  test('ends a file that crashed when its worker took the next one, if that was before Jest said so', () => {
    const files = [file('a', 0, 55, { worker: 1, status: 'crashed' }), file('b', 50, 90, { worker: 1 })];

    expect(placed(files)).toEqual([['a', 0, 0, 50], ['b', 0, 50, 90]]); // prettier-ignore
  });

  test('tells Jest in band from its workers', () => {
    const nameOf = (worker: number) => suiteTrace([file('a', 0, 1, { worker })]).sources[0]!.name;

    expect([nameOf(0), nameOf(1)]).toEqual(['Jest in band', "Jest's workers"]);
    expect(suiteTrace([]).length).toBe(0);
  });

  test('names the Jest project of a file, and says how it ended and why', () => {
    const error = 'Cannot find module';
    const crashed = { status: 'crashed', error } as const;
    const [one] = suiteTrace(['tests', 'others'].map((project) => file('a', 0, 1, { project, ...crashed })));

    expect(one).toMatchObject({ label: 'tests a', input: 'a', outcome: 'rejected', error });
    expect(suiteTrace([file('a', 0, 1, { status: 'unfinished' })]).spans[0]!.outcome).toBe('unfinished');
  });

  test('is measured like any other', () => {
    const trace = suiteTrace(onTwo);

    expect(criticalPath(trace).map(({ label }) => label)).toEqual(['b.test.ts', 'c.test.ts', 'd.test.ts']);
    expect(utilisation(trace)).toBe(0.9);
  });

  test('is drawn like any other, with start-up, loading and tests apart', () => {
    expect(draw(suiteTrace(onTwo))).toMatchInlineSnapshot(`
     "             100   200         400         600         800        1100 ms
       a.test.ts  ::::::::::::::::::%%%%%%%%%%%%=================|
       b.test.ts  ::::::::::::::::::%%%==!
       c.test.ts  ........................:%%%%%=====|
       d.test.ts  ....................................:%%%%%=================|
       in flight  222222222222222222222222222222222222222222222222111111111111

       . queued   : starting up   % loading   = running   | done   ! failed"
    `);
    expect(draw(suiteTrace(onTwo), { rows: 'lanes', times: true })).toMatchInlineSnapshot(`
     "             100             500                1100 ms  work
       lane 0     ::::::::::::%%%%%%%%%=a.test.ts==|          1 task, 800 ms
       lane 1     ::::::::::::%%%=!%%%%====|%%%%=d.test.ts=|  3 tasks, 1000 ms
       queued     222222222222222221111111110000000000000000
       in flight  222222222222222222222222222222222211111111

       : starting up   % loading   = running   | done   ! failed"
    `);
  });

  test('tells its parts in SVG and to Perfetto', () => {
    const heard = elementsIn(readXml(drawSvg(suiteTrace(onTwo)))).flatMap(
      ({ attributes: { role, 'aria-label': text } }) => (role === 'listitem' ? [text] : []),
    );

    expect(heard).toMatchInlineSnapshot(`
     [
       "a.test.ts: 100 ms to 900 ms, starting up 300 ms, loading 200 ms, done",
       "b.test.ts: 100 ms to 500 ms, starting up 300 ms, loading 50 ms, failed",
       "c.test.ts: 500 ms to 700 ms, queued 400 ms, starting up 20 ms, loading 80 ms, done",
       "d.test.ts: 700 ms to 1100 ms, queued 600 ms, starting up 20 ms, loading 80 ms, done",
     ]
    `);
    expect(
      chromeTrace(suiteTrace(onTwo.slice(0, 1))).traceEvents.flatMap(({ ph, name, ts, dur }) =>
        ph === 'X' ? [[name, ts, dur]] : [],
      ),
    ).toMatchInlineSnapshot(`
     [
       [
         "a.test.ts",
         100000,
         800000,
       ],
       [
         "starting up",
         100000,
         300000,
       ],
       [
         "loading",
         400000,
         200000,
       ],
     ]
    `);
  });

  test('never has two files in a lane at a time, and keeps every file where it can', () => {
    fc.assert(
      fc.property(anyFiles(), (files) => {
        const { spans } = suiteTrace(files);

        expect(spans.map(({ input }) => input).sort()).toEqual(files.map(({ path }) => path).sort());
        for (const one of spans) {
          const meets = spans.filter(
            (other) =>
              other !== one &&
              other.lane === one.lane &&
              Math.max(one.startedAt, other.startedAt) < Math.min(one.endedAt, other.endedAt),
          );
          expect(meets).toEqual([]);
        }
      }),
    );
  });

  test('has as few lanes as the files need whose workers nobody knows', () => {
    fc.assert(
      fc.property(anyFiles(), (files) => {
        // A file that took no time is in flight at no instant.
        const unknown = files.flatMap(({ worker: _, ...one }) => (one.endedAt > one.startedAt ? [one] : []));
        const most = Math.max(0, ...unknown.map(({ startedAt }) => inFlightAt(startedAt)));
        function inFlightAt(instant: number): number {
          return unknown.filter((one) => one.startedAt <= instant && instant < one.endedAt).length;
        }
        const lanes = new Set(suiteTrace(unknown).spans.map(({ lane }) => lane));

        expect(lanes.size).toBe(most);
      }),
    );
  });

  test.each<[files: unknown]>([
    ['all'],
    [[undefined]],
    [[{ ...file('a', 0, 1), path: 7 }]],
    [[{ ...file('a', 0, 1), status: 'green' }]],
    [[file('a', -1, 1)]],
    [[file('a', 2, 1)]],
    [[file('a', 0, NaN)]],
    [[file('a', 0, 1, { worker: 1.5 })]],
    [[file('a', 0, 1, { loadMs: -1 })]],
  ])('suiteTrace(%j) is refused', (files) => {
    expect(failureOf(() => suiteTrace(files as any))).toMatchSnapshot();
  });
});
