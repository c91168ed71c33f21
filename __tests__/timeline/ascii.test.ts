import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { draw } from '../../src/timeline/ascii';
import { span, trace } from '../../src/trace/build';
import { inFlight, stretchesWhere } from '../../src/trace/in-flight';
import { Recorder } from '../../src/trace/recorder';
import type { Source } from '../../src/trace/span';
import type { Trace } from '../../src/trace/trace';
import { anyTrace } from '../trace/arbitrary-trace';

const pool: Source = { kind: 'pool', name: 'asyncPool(2)' };

function over(limit: number, { spans }: Trace) {
  return { stretches: stretchesWhere(inFlight(spans), (count) => count > limit), meaning: `more than ${limit}` };
}

/** A pool of four that lets a fifth task in once, in the middle. */
function leaky(count: number): Trace {
  const free = [0, 0, 0, 0];
  const sketches = Array.from({ length: count }, (_, i) => {
    const lane = free.indexOf(Math.min(...free));
    const startedAt = free[lane]! - (i === count / 2 ? 40 : 0);
    free[lane] = startedAt + 80 + ((i * 37) % 40);
    return span(`task ${i}`, startedAt, free[lane], { queuedAt: 0 });
  });
  return trace(...sketches);
}

describe('draw', () => {
  test('shows how tasks waited, ran and ended, and marks what it is asked to', () => {
    const recorded = trace(
      span('page 1', 0, 100),
      span('page 2', 0, 120),
      span('page 3', 60, 180, { queuedAt: 0, outcome: 'rejected' }),
      span('page 4', 120, 205, { queuedAt: 0, outcome: 'timed-out' }),
      span('page 5', 180, 240, { queuedAt: 0, outcome: 'cancelled' }),
    );

    expect(draw(recorded, { marks: over(2, recorded) })).toMatchInlineSnapshot(`
     "             0           50           100         150              240 ms
       page 1     ========================|
       page 2     =============================|
       page 3     ...............=============================!
       page 4     ..............................=====================T
       page 5     .............................................==============x
       in flight  222222222222222333333333322222222222222222222222222211111111
                                 ^^^^^^^^^^

       . queued   = running   | done   ! failed   T timed out   x called off
       ^ more than 2"
    `);
  });

  test('draws requests that are connecting apart from connected ones', () => {
    const request = { method: 'GET', path: '/', phase: 'done' } as const;

    expect(
      draw(
        trace(
          span('https://usegalaxy.org', 0, 900, { request: { ...request, connectedAt: 200 } }),
          span('https://stalls.example', 0, 2000, {
            outcome: 'timed-out',
            request: { ...request, phase: 'first-byte', connectedAt: 40 },
          }),
          span('https://down.example', 0, 2000, { outcome: 'timed-out', request: { ...request, phase: 'connect' } }),
        ),
      ),
    ).toMatchInlineSnapshot(`
     "                  0              500            1000           1500    2000 ms
       usegalaxy.org   ------====================|
       stalls.example  --=========================================================T
       down.example    -----------------------------------------------------------T
       in flight       333333333333333333333333333222222222222222222222222222222222

       - connecting   = running   | done   T timed out"
    `);
  });

  test('shows the twelve tasks around the busiest moment of thousands, and counts the others', () => {
    const recorded = leaky(3000);

    expect(draw(recorded, { marks: over(4, recorded) })).toMatchInlineSnapshot(`
     "             37.068              37.2           37.3             37.459 s
       ... 1492 earlier tasks
       task 1492  ============|
       task 1493  ....============|
       task 1494  ...........==================|
       task 1495  ............==================|
       task 1496  .............=================|
       task 1497  ................=================|
       task 1500  ........................===============|
       task 1498  .............................=================|
       task 1499  ..............................================|
       task 1501  .................................===============|
       task 1502  .......................................===============|
       task 1503  ..............................................=============|
       ... 1496 later tasks
       in flight  444444444444444444444444555555544444444444444444444444444444
                                          ^^^^^^^

       . queued   = running   | done   ^ more than 4"
    `);
  });

  test('shows both ends of a crowd that is too large', () => {
    const crowd = trace(...Array.from({ length: 100 }, (_, i) => span(`item ${i}`, 0, 100 + i)));

    expect(draw(crowd, { marks: over(4, crowd) })).toMatchInlineSnapshot(`
     "             0              50             100            150      199 ms
       item 0     ==============================|
       item 1     ==============================|
       item 2     ==============================|
       item 3     ===============================|
       item 4     ===============================|
       item 5     ===============================|
       ... 88 more tasks
       item 94    ==========================================================|
       item 95    ==========================================================|
       item 96    ===========================================================|
       item 97    ===========================================================|
       item 98    ===========================================================|
       item 99    ===========================================================|
       in flight  ++++++++++++++++++++++++++++++++++++++++++++++++++++++++++74
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

       = running   | done   + more than 9   ^ more than 4"
    `);
  });

  test('does not let one endless task squeeze the others', () => {
    const tasks = Array.from({ length: 20 }, (_, i) =>
      span(`fetch version of galaxy ${i}`, i * 1000, i * 1000 + (i === 7 ? 90_000 : 1300)),
    );

    expect(draw(trace(...tasks))).toMatchInlineSnapshot(`
     "                 3        5                        10                  15.3 s
       ... 3 earlier tasks
       ~of galaxy 3   ======|
       ~of galaxy 4       =======|
       ~of galaxy 5            =======|
       ~of galaxy 6                 ======|
       ~of galaxy 7                      ========================================>
       ~of galaxy 8                           ======|
       ~of galaxy 9                                ======|
       ~of galaxy 10                                    ======|
       ~of galaxy 11                                         ======|
       ~of galaxy 12                                             =======|
       ~of galaxy 13                                                  =======|
       ~of galaxy 14                                                       ======|
       ... 5 later tasks
       in flight      221122211222112221122111222223322233222332233322333223332233

       = running   | done   > goes on"
    `);
  });

  test('looks where it is told, and says what goes on beyond the picture', () => {
    const tasks = Array.from({ length: 30 }, (_, i) => span(`task ${i}`, i * 10, i * 10 + 15));
    const long = span('all the time', 0, 400);
    const recorded = trace(long, ...tasks);
    const [first, tenth] = [recorded.spans[0]!, recorded.spans[10]!];

    expect(
      draw(recorded, {
        marks: { ends: [tenth], meaning: 'here' },
        focus: { at: tenth.endedAt, spans: [first, tenth] },
      }),
    ).toMatchInlineSnapshot(`
     "                0                  50                 100             155 ms
       all the time  ===========================================================>
       ... 4 more tasks
       task 4                       ======|
       task 5                           ======|
       task 6                               ======|
       task 7                                   =====|
       task 8                                      ======|
     ^ task 9                                          ======|
       task 10                                             ======|
       task 11                                                 ======|
       task 12                                                     ======|
       task 13                                                         ======|
       task 14                                                             =====|
       ... 15 later tasks
       in flight     222333233323332333233323332333333233323332333233323332333233
                                                             ^

       = running   | done   > goes on   ^ here"
    `);
  });

  test('draws on steps what all happened at one instant', () => {
    const recorder = new Recorder(() => 7);
    const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((label) =>
      recorder.queue({ source: pool, label, input: label }),
    );
    a!.start(0);
    b!.start(1);
    a!.end('fulfilled');
    c!.start(0);
    d!.start(2);
    b!.end('rejected');
    e!.cancel();
    const recorded = recorder.close();

    expect(draw(recorded, { marks: over(2, recorded) })).toMatchInlineSnapshot(`
     "             0         1         2         3         6 steps, all at 7 ms
       a          ===================|
       b          ..........=======================================!
       c          ..............................=============================>
       d          ........................................===================>
       e          ...........................................................x
       in flight  111111111122222222221111111111222222222233333333332222222222
                                                          ^^^^^^^^^^

       . queued   = running   | done   ! failed   x called off   > goes on
       ^ more than 2"
    `);
  });

  test('shows tasks that take no time among others that do', () => {
    expect(draw(trace(span('a', 0, 0), span('b', 0, 0, { outcome: 'rejected' }), span('c', 0, 10))))
      .toMatchInlineSnapshot(`
     "             0           2           4           6           8      10 ms
       a          |
       b          !
       c          ===========================================================|
       in flight  111111111111111111111111111111111111111111111111111111111111

       = running   | done   ! failed"
    `);
  });

  test('shows work that never started', () => {
    const clock = { now: 0 };
    const recorder = new Recorder(() => clock.now);
    const [, calledOff] = ['waits', 'called off'].map((label) => recorder.queue({ source: pool, label, input: label }));
    clock.now = 20;
    calledOff!.cancel();
    clock.now = 50;

    expect(draw(recorder.close())).toMatchInlineSnapshot(`
     "              0           10          20          30          40     50 ms
       waits       ............................................................
       called off  .......................x
       in flight   000000000000000000000000000000000000000000000000000000000000

       . queued   x called off"
    `);
  });

  test('names the source of each task when there are several', () => {
    const sources = ['https://usegalaxy.org', 'https://usegalaxy.eu'].map(
      (name) => ({ kind: 'server', name }) as const,
    );
    const version = sources.map((source) => span('GET /api/version', 0, 10, { source }));
    const history = span('GET /api/histories', 5, 20, { source: sources[0]! });

    expect(draw(trace(...version))).toMatchInlineSnapshot(`
     "                 0           2           4           6           8      10 ms
       usegalaxy.org  ===========================================================|
       usegalaxy.eu   ===========================================================|
       in flight      222222222222222222222222222222222222222222222222222222222222

       = running   | done"
    `);
    expect(draw(trace(...version, history))).toMatchInlineSnapshot(`
     "                    0              5              10             15        20 ms
       ~org GET /api/v~  =============================|
       ~eu GET /api/ve~  =============================|
       ~org GET /api/h~                 ============================================|
       in flight         222222222222222333333333333333211111111111111111111111111111

       = running   | done"
    `);
  });

  test('stays in shape whatever labels hold', () => {
    expect(
      draw(trace(span('two\nlines \x1b[31mred', 0, 5), span('日本語', 0, 5), span('🐢 Zürich', 0, 5), span('', 0, 5))),
    ).toMatchInlineSnapshot(`
     "                    0           1           2           3           4       5 ms
       two\\nlines \\u{1~  ===========================================================|
       \\u{65e5}\\u{672c~  ===========================================================|
       \\u{1f422} Zürich  ===========================================================|
       ""                ===========================================================|
       in flight         444444444444444444444444444444444444444444444444444444444444

       = running   | done"
    `);
  });

  test('says so when there is nothing to draw', () => {
    expect(draw(trace())).toBe('  (no tasks)');
  });

  test('never takes more than 80 columns of ASCII, nor more than 12 rows', () => {
    const anyMany = fc.array(fc.tuple(fc.double({ min: 0, max: 1e7, noNaN: true }), fc.nat(100_000)), {
      maxLength: 40,
    });
    const fromTimes = anyMany.map((many) => trace(...many.map(([at, ms], i) => span('task '.repeat(i), at, at + ms))));

    fc.assert(
      fc.property(fc.oneof(anyTrace(), fromTimes), (trace) => {
        const lines = draw(trace, { marks: over(1, trace) }).split('\n');

        expect(lines.filter((line) => !/^[\x20-\x7e]{0,80}$/.test(line))).toEqual([]);
        expect(lines.length).toBeLessThanOrEqual(21);
        expect(draw(trace, { marks: over(1, trace) }).split('\n')).toEqual(lines);
      }),
    );
  });
});
