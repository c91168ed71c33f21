import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { draw } from '../../src/timeline/ascii';
import { span, trace } from '../../src/trace/build';
import { inFlight, stretchesWhere } from '../../src/trace/in-flight';
import { Recorder } from '../../src/trace/recorder';
import type { Source } from '../../src/trace/span';
import type { Trace } from '../../src/trace/trace';
import { Run } from '../../src/trace/run';
import { failureOf } from '../matchers/failure';
import { anyTrace } from '../trace/arbitrary-trace';
import { requests } from './requests';

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

       . queued   = running   | done   ! failed   T timed out   x cancelled
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

  test('draws no queueing before a call of an observed function, which waits for nobody', () => {
    const at = { queuedAt: 7, source: { kind: 'function', name: 'read' } } as const;
    const lines = draw(trace(span('a', 7, 7, at), span('b', 7, 7, at))).split('\n');

    expect(lines.slice(1, 3)).toEqual([expect.stringMatching(/^ {2}a +=+\|$/), expect.stringMatching(/^ {2}b +=+\|$/)]);
    expect(lines.join('\n')).not.toContain('queued');
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

       . queued   = running   | done   ! failed   x cancelled   > goes on
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
    const [, cancelled] = ['waits', 'cancelled'].map((label) => recorder.queue({ source: pool, label, input: label }));
    clock.now = 20;
    cancelled!.cancel();
    clock.now = 50;

    expect(draw(recorder.close())).toMatchInlineSnapshot(`
     "             0           10          20          30          40     50 ms
       waits      ............................................................
       cancelled  .......................x
       in flight  000000000000000000000000000000000000000000000000000000000000

       . queued   x cancelled"
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

  test('adds exact times, if asked and where there is room', () => {
    const recorder = new Recorder(() => 7);
    recorder.queue({ source: pool, label: 'a', input: 0 });
    const recorded = trace(span('a', 0, 1234.5678), span('b', 2000, 12_000));

    expect(draw(recorded, { times: true })).toMatchInlineSnapshot(`
     "             0                 5                  10  12 s  from-until ms
       a          ====|                                          0-1234.568
       b                 =====================================|  2000-12000
       in flight  111110011111111111111111111111111111111111111

       = running   | done"
    `);
    expect(draw(recorder.close(), { times: true })).toMatchInlineSnapshot(`
     "             7                     7.5                8 ms  from-until ms
       a                                                         -7
       in flight  000000000000000000000000000000000000000000000"
    `);
    const late = trace(span('a', 123_456_789.123, 123_456_789.125));
    expect(draw(late, { times: true, width: 60 })).toBe(draw(late, { width: 60 }));
  });

  test('tells apart until when a request was connecting, and from when on it received', () => {
    expect(draw(trace(...requests))).toMatchInlineSnapshot(`
     "                  0              500            1000           1500    2000 ms
       usegalaxy.org   ---------==================#################|
       stalls.example  --=========================================================T
       down.example    -----------------------------------------------------------T
       breaks.example  ==========##########!
       left.example    ---------------==============x
       in flight       555555555555555555555444444444333333333333333222222222222222

       - connecting   = running   # receiving   | done   ! failed   T timed out
       x cancelled"
    `);
  });

  test('is as wide and as high as it is told', () => {
    expect(draw(leaky(20), { width: 60, height: 3 })).toMatchInlineSnapshot(`
     "             176       200                     266 ms
       ... 4 earlier tasks
       task 4     <====|
       task 5     <================|
       ... 2 more tasks
       task 10    =======================================|
       ... 11 later tasks
       in flight  5555555555555555554444444444444444444444

       = running   | done   < began earlier"
    `);
    expect(draw(leaky(20), { width: 100, height: Infinity })).toMatchInlineSnapshot(`
     "             0              100            200            300            400           527 ms
       task 0     ============|
       task 1     =================|
       task 2     =================|
       task 3     ================|
       task 4     ............================|
       task 5     ................================|
       task 6     .................===============|
       task 7     .................===============|
       task 10    ..........................==============|
       task 8     ............................===============|
       task 9     ................................==============|
       task 11    ................................=============|
       task 12    ........................................=============|
       task 13    ...........................................============|
       task 14    .............................................==================|
       task 15    ..............................................==================|
       task 16    .....................................................=================|
       task 17    .......................................................================|
       task 18    ...............................................................================|
       task 19    ................................................................===============|
       in flight  44444444444444444444444444555555544444444444444444444444444444444444444322222222

       . queued   = running   | done"
    `);
  });

  test('shows what a task did inside itself, and does not count it as one more in flight', () => {
    const [task, request] = [
      span('task', 0, 10),
      span('GET /', 2, 8, { parent: 0, source: { kind: 'server', name: 'http://a' } }),
    ];

    expect(draw(trace(task, request))).toMatchInlineSnapshot(`
     "                  0           2           4           6           8      10 ms
       by hand task    ===========================================================|
       http://a GET /              ===================================|
       in flight       111111111111111111111111111111111111111111111111111111111111

       = running   | done"
    `);
  });

  test('draws a run as matchers judge it, and all sources if they would have to choose', () => {
    const [one, other] = [trace(span('a', 0, 10, { source: pool })), trace(span('b', 0, 5))];
    const both = trace(span('a', 0, 10, { source: pool }), span('b', 0, 5), span('c', 1, 2, { parent: 0 }));

    expect(draw(new Run({ value: 0, elapsed: 0, trace: both, judged: one }))).toBe(draw(one));
    expect(draw(new Run({ value: 0, elapsed: 0, trace: both }))).toBe(draw(both.filter(({ label }) => label !== 'c')));
    expect(draw([one, one.filter(() => false)])).toBe(draw(one));
    expect(() => draw([one, other])).toThrow('Expected the traces of one simulation');
  });

  test('looks where it is told though those it should see are not there', () => {
    const many = trace(...Array.from({ length: 20 }, (_, i) => span(`page ${i}`, i, i + 1)));
    const others = trace(span('other', 0, 1)).spans;

    expect(draw(many, { focus: { at: 0, spans: others }, height: 2 })).toContain('... 18 later tasks');
  });

  test('refuses what it cannot draw', () => {
    const nothing = [undefined, [], [1], 'a'] as never[];

    expect(() => draw(Promise.resolve() as never)).toThrow('\nAwait it first.');

    expect(nothing.map((shown) => failureOf(() => void draw(shown)))).toMatchInlineSnapshot(`
     [
       "Expected \`shown\` to be a run, a trace, a slow server or an array of them, got \`undefined\` (undefined).",
       "Expected \`shown\` to be a run, a trace, a slow server or an array of them, got \`[]\` (array).",
       "Expected \`shown\` to be a run, a trace, a slow server or an array of them, got \`[ 1 ]\` (array).",
       "Expected \`shown\` to be a run, a trace, a slow server or an array of them, got \`'a'\` (string).",
     ]
    `);
  });

  test.each([
    [{ width: 59 }],
    [{ height: 1 }],
    [{ height: 2.5 }],
    [{ rows: 'columns' }],
    [{ times: 1 }],
    [{ columns: 3 }],
    [null],
    [{ marks: null }],
    [{ marks: { starts: [] } }],
    [{ marks: { meaning: 'x', ends: 3 } }],
    [{ focus: 5 }],
    [{ focus: { at: NaN, spans: [] } }],
    [{ focus: { at: 1 } }],
  ])('refuses %j', (options) => {
    expect(() => draw(trace(), options as never)).toThrow(
      /^Expected `(width|height|rows|times|options|marks|focus)` to be /,
    );
  });

  test('is made of ASCII and stays within its width and height, however it is laid out', () => {
    const anyMany = fc.array(fc.tuple(fc.double({ min: 0, max: 1e7, noNaN: true }), fc.nat(100_000)), {
      maxLength: 40,
    });
    const fromTimes = anyMany.map((many) => trace(...many.map(([at, ms], i) => span('task '.repeat(i), at, at + ms))));
    const anyLayout = fc.record({
      rows: fc.constantFrom('tasks', 'lanes'),
      width: fc.integer({ min: 60, max: 200 }),
      height: fc.integer({ min: 2, max: 30 }),
      times: fc.boolean(),
    });

    fc.assert(
      fc.property(fc.oneof(anyTrace(), fromTimes), anyLayout, (trace, layout) => {
        const drawing = draw(trace, { ...layout, marks: over(1, trace) });
        const lines = drawing.split('\n');

        expect(
          lines.filter((line) => !/^[\x20-\x7e]*$/.test(line) || line.length > Math.max(80, layout.width)),
        ).toEqual([]);
        expect(lines.slice(0, lines.indexOf('')).filter((line) => line.length > layout.width)).toEqual([]);
        expect(lines.length).toBeLessThanOrEqual(layout.height + layout.height + 9);
        expect(draw(trace, { ...layout, marks: over(1, trace) })).toBe(drawing);
      }),
    );
  });

  test('shows the end of each task that it shows at all, at any width', () => {
    fc.assert(
      fc.property(anyTrace(), fc.integer({ min: 60, max: 200 }), (trace, width) => {
        fc.pre(trace.length > 0 && trace.length <= 12 && trace.neverStarted.length === 0);
        const rows = draw(trace, { width })
          .split('\n')
          .slice(1, trace.length + 1);

        expect(rows.map((row) => row.at(-1))).toEqual(
          trace.spans.map(({ outcome }) => (outcome === 'unfinished' ? '>' : '|')),
        );
      }),
    );
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
