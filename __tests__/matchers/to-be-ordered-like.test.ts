import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asyncPool, simulate } from '../../src';
import { span, trace } from '../../src/trace/build';
import { JUDGED } from '../../src/trace/judged';
import { Recorder } from '../../src/trace/recorder';
import { Run } from '../../src/trace/run';
import { failureOf, receivedOf } from './failure';
import { abc, pages, pool, simulated } from './sample';

const mapped = new Run({ inputs: ['a', 'b', 'c'], results: [1, 2, 3], value: [1, 2, 3], elapsed: 300, trace: abc });
const collected = simulated(abc, ['b', 'c', 'a']);

describe('toBeOrderedLike', () => {
  test('names the lanes of both where tasks ran in workers, for their ends too', () => {
    const inWorker = (label: string, from: number, until: number, lane: number) =>
      span(label, from, until, { source: pool, lane, worker: { pid: 4711 } });
    const ran = trace(inWorker('a', 0, 20, 2), inWorker('b', 10, 15, 0));

    expect(receivedOf(() => expect(ran).toBeOrderedLike(['b', 'a']))).toContain(
      'a started at 0 ms in lane 2, before b, which started at 10 ms in lane 0\n',
    );
    expect(receivedOf(() => expect(ran).toBeOrderedLike(['a', 'b'], { by: 'finish' }))).toContain(
      'b finished at 15 ms in lane 0, before a, which finished at 20 ms in lane 2\n',
    );
  });

  test('passes if tasks started in this order, or finished in it', () => {
    expect(abc).toBeOrderedLike(['a', 'b', 'c']);
    expect(mapped).toBeOrderedLike(['a', 'b', 'c'], { by: 'start' });
    expect(abc).toBeOrderedLike(['b', 'c', 'a'], { by: 'finish' });
  });

  test('passes if an array’s elements, as key gives them, are in this order', () => {
    expect([3, 1, 2]).toBeOrderedLike([3, 1, 2]);
    expect([{ id: 3 }, { id: 1 }]).toBeOrderedLike([3, 1], { key: ({ id }: { id: number }) => id });
    expect(collected).toBeOrderedLike(['b', 'c', 'a'], { by: 'result' });
  });

  test('takes an inner array as members that may come in any order', () => {
    expect(abc).toBeOrderedLike(['a', ['c', 'b']]);
    expect(abc).toBeOrderedLike([['b', 'a', 'c']]);
    expect(abc).not.toBeOrderedLike([['b', 'c'], 'a']);
  });

  test('takes another run or trace for its own order', () => {
    const named = (...labels: string[]) => trace(...labels.map((label, i) => span(label, i, i + 1, { input: 0 })));

    expect(abc).toBeOrderedLike(abc);
    expect(abc).toBeOrderedLike(abc, { by: 'finish' });
    expect(trace(span('b', 0, 1), span('c', 0, 2), span('a', 0, 3))).toBeOrderedLike(abc, { by: 'finish' });
    expect(named('a', 'b')).toBeOrderedLike(named('a', 'b'));
    expect(named('a', 'b')).not.toBeOrderedLike(named('b', 'a'));
    expect(pages(2)).toBeOrderedLike(pages(3));
    expect(mapped).toBeOrderedLike(abc, { by: 'finish' });
    expect(pages(2)).not.toBeOrderedLike(
      trace(...[...pages(2)].reverse().map(({ label }, i) => span(label, i, i + 1))),
    );
  });

  test('tells tasks of another run apart by input if they share a label', () => {
    const same = (...inputs: unknown[]) => trace(...inputs.map((input, i) => span('fetch', i, i + 1, { input })));

    expect(same({ id: 1 }, { id: 2 })).toBeOrderedLike(same({ id: 1 }, { id: 2 }));
    expect(same({ id: 1 }, { id: 2 })).not.toBeOrderedLike(same({ id: 2 }, { id: 1 }));
  });

  test('finds members by label, else by what the task was given, or by a pattern of either', () => {
    const those = trace(
      span('#0', 0, 9, { input: { id: 1 } }),
      span('https://usegalaxy.org', 1, 9),
      span('third', 2, 9, { input: new Map([['k', 1]]) }),
    );

    expect(those).toBeOrderedLike([{ id: 1 }, expect.stringContaining('galaxy'), new Map([['k', 1]])]);
    expect(those).toBeOrderedLike([expect.objectContaining({ id: 1 }), 'https://usegalaxy.org', 'third']);
  });

  test('gives a pattern the member whose turn it is, though another place has its name', () => {
    expect(['a', 'a']).toBeOrderedLike([expect.any(String), 'a']);
    expect(['b', 'a', 'a']).toBeOrderedLike([[expect.any(String), 'b'], 'a']);
    expect(['a', 'b']).not.toBeOrderedLike([expect.stringContaining('b'), 'a']);
    expect(failureOf(() => expect(['a', 'b']).toBeOrderedLike([expect.any(String), 'b', 'c']))).toContain('missing: c');
  });

  test('takes a hole in an array for an element, as Jest does', () => {
    // eslint-disable-next-line no-sparse-arrays
    expect([1, , 3]).toBeOrderedLike([1, undefined, 3]);
  });

  test('takes an argument list of starmap as a member, and an array of them as a set', () => {
    const starmap = trace(
      ...[
        [1, 2],
        [3, 4],
        [5, 6],
      ].map((input, i) => span(input.join(', '), i, 9, { input })),
    );

    expect(starmap).toBeOrderedLike([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(starmap).toBeOrderedLike([
      [1, 2],
      [
        [5, 6],
        [3, 4],
      ],
    ]);
    expect(starmap).toBeOrderedLike([
      ['3, 4', '1, 2'],
      [5, 6],
    ]);
    expect(
      failureOf(() =>
        expect(starmap).toBeOrderedLike([
          [1, 2],
          [3, 4],
          [7, 8],
        ]),
      ),
    ).toContain('missing: [ 7, 8 ]\n');
  });

  test('shows what tasks were given where objects are expected and labels do not say it', () => {
    const jobs = [{ id: 1, host: 'https://usegalaxy.org/api/jobs/1' }, { id: 2 }, { id: 3 }];
    const those = trace(
      span('#0', 0, 30, { source: pool, input: jobs[0] }),
      span('#1', 10, 20, { source: pool, input: jobs[1] }),
      span('3, 4', 25, 40, { source: pool, input: [3, 4] }),
      span('sync', 50, 60, { source: { kind: 'function', name: 'sync' }, input: [jobs[2]] }),
    );
    const pooled = those.only(pool);
    const nested = [
      { a: { b: { c: 1 } } },
      { path: '/api/jobs', id: '0123456789', kind: 'history', state: 'ok', x: 1, y: 2 },
    ];

    expect(receivedOf(() => expect(pooled).toBeOrderedLike([...nested, '#0', '#1', '3, 4']))).toMatch(
      /^#0 { id: 1, host: 'https:\/\/usegalaxy.org~ }, #1 { id: 2 }, 3, 4\n +missing: { a: { b: \[Object\] } }, { path: '\/api\/jobs', id: '0123456789'~ }\n/,
    );

    expect(failureOf(() => expect(pooled).toBeOrderedLike([...jobs.slice(0, 2), [3, 4]], { by: 'finish' })))
      .toMatchInlineSnapshot(`
     "expect(trace).toBeOrderedLike(expected, { by: 'finish' })

     Expected: finished in the order { id: 1, host: 'https://usegalaxy.org~ }, { id: 2 }, [ 3, 4 ]
     Received: #1 { id: 2 }, #0 { id: 1, host: 'https://usegalaxy.org~ }, 3, 4
               #1 { id: 2 } finished at 20 ms, before #0 { id: 1, host: 'https://usegalaxy.org~ }, which finished at 30 ms

                  0              10             20             30        40 ms
       #0         ============================================|
     ^ #1                        ==============|
       3, 4                                            ======================|
       in flight  111111111111111222222222222222111111122222222111111111111111
                                               ^

       = running   | done   ^ too early

     Hint: this is the order in which they started: \`{ by: 'start' }\`."
    `);
    expect(failureOf(() => expect(pooled).not.toBeOrderedLike([...jobs.slice(0, 2), [3, 4]]))).toMatchInlineSnapshot(`
     "expect(trace).not.toBeOrderedLike(expected)

     Expected: started in another order than { id: 1, host: 'https://usegalaxy.org~ }, { id: 2 }, [ 3, 4 ]
     Received: #0 { id: 1, host: 'https://usegalaxy.org~ }, #1 { id: 2 }, 3, 4

                  0              10             20             30        40 ms
       #0         ============================================|
       #1                        ==============|
       3, 4                                            ======================|
       in flight  111111111111111222222222222222111111122222222111111111111111

       = running   | done"
    `);
    expect(receivedOf(() => expect(those.only('sync')).toBeOrderedLike([{ id: 4 }]))).toMatch(
      /^sync { id: 3 }\n +missing: { id: 4 }\n +not expected: sync { id: 3 } \(started at 50 ms\)\n/,
    );
    expect(receivedOf(() => expect(pooled).toBeOrderedLike(['#1', '#0', '3, 4']))).toMatch(
      /^#0, #1, 3, 4\n +#0 started/,
    );
  });

  test('finds members by their source only where there are several', () => {
    expect(
      receivedOf(() => expect(abc.filter(({ label }) => label === 'a')).toBeOrderedLike(['asyncPool(2)'])),
    ).toMatch(/^a\n +missing: asyncPool\(2\)\n +not expected: a \(started at 0 ms\)\n/);
  });

  test('takes a single argument for itself if a function that was observed was called with it', () => {
    const called = (kind: 'function' | 'pool', ...input: unknown[]) =>
      trace(span('save', 0, 1, { source: { kind, name: 'save' }, input }));

    expect(called('function', { id: 1 })).toBeOrderedLike([{ id: 1 }]);
    expect(receivedOf(() => expect(called('function', { id: 1 }, 2)).toBeOrderedLike([{ id: 1 }]))).toMatch(
      /^save \[ { id: 1 }, 2 \]\n +missing: { id: 1 }\n/,
    );
    expect(receivedOf(() => expect(called('pool', { id: 1 })).toBeOrderedLike([{ id: 1 }]))).toMatch(
      /^save \[ { id: 1 } \]\n +missing: { id: 1 }\n/,
    );
  });

  test('counts one that came again for one, and not for another that is missing', () => {
    const [twice, finished] = [
      trace(span('a', 0, 1), span('a', 1, 2)),
      /^a\n +missing: a once more, b \(never finished\)\n/,
    ];
    const unfinished = trace(span('a', 0, 5), span('b', 0, 5, { outcome: 'unfinished' }));

    expect(receivedOf(() => expect(twice).toBeOrderedLike(['a', 'b']))).toMatch(
      /^a, a\n +missing: b\n +repeated: a \(started at 1 ms\)\n/,
    );
    expect(receivedOf(() => expect(['a', 'a']).toBeOrderedLike(['a', 'b']))).toMatch(/^a, a\n +missing: b\n/);
    expect(receivedOf(() => expect(unfinished).toBeOrderedLike(['a', 'a', 'b'], { by: 'finish' }))).toMatch(finished);
  });

  test('shows of many tasks those that are in the wrong order', () => {
    const crowd = Array.from({ length: 40 }, (_, i) => span(`task ${i}`, 100 + i, 200 + i));
    const those = trace(...crowd, span('early', 0, 300), span('late', 290, 301));

    const text = receivedOf(() =>
      expect(those).toBeOrderedLike([...crowd.map(({ label }) => label), 'late', 'early'], { by: 'finish' }),
    );

    expect(text).toMatch(/\^ early +=/);
    expect(text).toMatch(/\n +late +[.=]/);
  });

  test('finds members of several servers by server', () => {
    const urls = ['https://a.example', 'https://b.example'];
    const both = trace(...urls.map((name, i) => span('GET /', i, 9, { source: { kind: 'server', name } })));
    const servers = both.sources.map((source) => ({ [JUDGED]: () => both.only(source) }));

    expect(servers).toBeOrderedLike(urls);
    expect(servers).toBeOrderedLike(['https://a.example GET /', 'https://b.example']);
    expect(servers).toBeOrderedLike(['GET /', 'GET /']);
    expect(servers.toReversed()).toBeOrderedLike(urls);
  });

  test('fails if one came too early, says before whom, and marks it', () => {
    expect(failureOf(() => expect(simulated(abc)).toBeOrderedLike(['b', 'a', 'c']))).toMatchInlineSnapshot(`
     "expect(run).toBeOrderedLike(expected)

     Expected: started in the order b, a, c
     Received: a, b, c
               a started at 0 ms in lane 0, before b, at the same instant: step 0 before step 1

                  0         50        100       150       200           300 ms
     ^ a          ===========================================================|
       b          ===================|
       c          ....................===================|
       in flight  222222222222222222222222222222222222222211111111111111111111
                  ^

       . queued   = running   | done   ^ too early

     Replay: simulate(body, { seed: 7 })"
    `);
    expect(failureOf(() => expect(abc).toBeOrderedLike(['c', ['a', 'b']], { by: 'finish' }))).toMatchInlineSnapshot(`
     "expect(trace).toBeOrderedLike(expected, { by: 'finish' })

     Expected: finished in the order c, {a, b}
     Received: b, c, a
               b finished at 100 ms, before c, which finished at 200 ms

                  0         50        100       150       200           300 ms
       a          ===========================================================|
     ^ b          ===================|
       c          ....................===================|
       in flight  222222222222222222222222222222222222222211111111111111111111
                                     ^

       . queued   = running   | done   ^ too early"
    `);
  });

  test('fails with a hint if the order is right in the other sense', () => {
    expect(failureOf(() => expect(abc).toBeOrderedLike(['b', 'c', 'a']))).toMatchInlineSnapshot(`
     "expect(trace).toBeOrderedLike(expected)

     Expected: started in the order b, c, a
     Received: a, b, c
               a started at 0 ms in lane 0, before b, at the same instant: step 0 before step 1

                  0         50        100       150       200           300 ms
     ^ a          ===========================================================|
       b          ===================|
       c          ....................===================|
       in flight  222222222222222222222222222222222222222211111111111111111111
                  ^

       . queued   = running   | done   ^ too early

     Hint: this is the order in which they finished: \`{ by: 'finish' }\`."
    `);
    expect(failureOf(() => expect(abc).toBeOrderedLike(['a', 'b', 'c'], { by: 'finish' }))).toContain(
      "Hint: this is the order in which they started: `{ by: 'start' }`.",
    );
  });

  test('fails and tells missing, unexpected and repeated members apart', () => {
    const those = trace(span('a', 0, 1), span('a', 1, 2), span('x', 2, 3), span('b', 3, 4));

    expect(failureOf(() => expect(those).toBeOrderedLike(['a', 'b', 'b', 'd']))).toMatchInlineSnapshot(`
     "expect(trace).toBeOrderedLike(expected)

     Expected: started in the order a, b, b, d
     Received: a, a, x, b
               missing: b once more, d
               not expected: x (started at 2 ms)
               repeated: a (started at 1 ms)

                  0              1              2              3          4 ms
       a          ==============|
       a                         ==============|
     ^ x                                        ==============|
       b                                                       ==============|
       in flight  111111111111111111111111111111111111111111111111111111111111
                                                ^

       = running   | done   ^ not expected"
    `);
    expect(failureOf(() => expect(those).toBeOrderedLike(['a', 'x', 'b']))).toMatchInlineSnapshot(`
     "expect(trace).toBeOrderedLike(expected)

     Expected: started in the order a, x, b
     Received: a, a, x, b
               repeated: a (started at 1 ms)

                  0              1              2              3          4 ms
       a          ==============|
     ^ a                         ==============|
       x                                        ==============|
       b                                                       ==============|
       in flight  111111111111111111111111111111111111111111111111111111111111
                                 ^

       = running   | done   ^ repeated"
    `);
  });

  test('fails and says of missing members that they never finished or never started', () => {
    const clock = { now: 0 };
    const recorder = new Recorder(() => clock.now);
    const [a, b] = ['a', 'b', 'c'].map((label) => recorder.queue({ source: pool, label, input: label }));
    a!.start(0);
    b!.start(1);
    clock.now = 10;
    a!.end('fulfilled');

    expect(failureOf(() => expect(recorder.close()).toBeOrderedLike(['a', 'b', 'c'], { by: 'finish' })))
      .toMatchInlineSnapshot(`
     "expect(trace).toBeOrderedLike(expected, { by: 'finish' })

     Expected: finished in the order a, b, c
     Received: a
               missing: b (never finished), c (never started)

                  0           2           4           6           8      10 ms
       a          ===========================================================|
       b          ===========================================================>
       c          ............................................................
       in flight  222222222222222222222222222222222222222222222222222222222222

       . queued   = running   | done   > goes on"
    `);
    expect(failureOf(() => expect(recorder.close()).toBeOrderedLike(['a', 'b', 'c']))).toContain(
      'missing: c (never started)',
    );
  });

  test('fails for an array and says at which places', () => {
    expect(failureOf(() => expect(['a', 'c', 'b']).toBeOrderedLike(['a', 'b', 'c']))).toMatchInlineSnapshot(`
     "expect(array).toBeOrderedLike(expected)

     Expected: in the order a, b, c
     Received: a, c, b
               c is at index 1, before b, which is at index 2"
    `);
    expect(failureOf(() => expect(collected).toBeOrderedLike(['a', 'b', 'c'], { by: 'result' })))
      .toMatchInlineSnapshot(`
     "expect(run).toBeOrderedLike(expected, { by: 'result' })

     Expected: in the order a, b, c
     Received: b, c, a
               b is at index 0, before a, which is at index 2

                  0         50        100       150       200           300 ms
       a          ===========================================================|
       b          ===================|
       c          ....................===================|
       in flight  222222222222222222222222222222222222222211111111111111111111

       . queued   = running   | done

     Replay: simulate(body, { seed: 7 })"
    `);
  });

  test('judges what a run gave also when its work has several sources, and then draws nothing', () => {
    const mixed = simulated(trace(span('a', 0, 1, { source: pool }), span('b', 0, 1)), ['b', 'a']);

    expect(mixed).toBeOrderedLike(['b', 'a'], { by: 'result' });
    expect(failureOf(() => expect(mixed).toBeOrderedLike(['a', 'b'], { by: 'result' }))).toMatchInlineSnapshot(`
     "expect(run).toBeOrderedLike(expected, { by: 'result' })

     Expected: in the order a, b
     Received: b, a
               b is at index 0, before a, which is at index 1

     Replay: simulate(body, { seed: 7 })"
    `);
  });

  test('names five members at most that are missing or too many', () => {
    const many = Array.from({ length: 8 }, (_, i) => ({ id: i }));
    const text = failureOf(() => expect([...many]).toBeOrderedLike(many.map(({ id }) => ({ id: -1 - id }))));

    expect(text).toContain('missing: { id: -1 }, { id: -2 }, { id: -3 }, { id: -4 }, { id: -5 } and 3 more');
    expect(text).toContain(
      'not expected: { id: 0 } (at index 0), { id: 1 } (at index 1), { id: 2 } (at index 2), { id: 3 } (at index 3), { id: 4 } (at index 4) and 3 more',
    );
  });

  test('names members on one line, and not longer than a line bears', () => {
    const text = failureOf(() => expect(['a\nb', 'x'.repeat(99)]).toBeOrderedLike([expect.stringMatching(/^c/)]));

    expect(text).toContain(`Received: a\\nb, ${'x'.repeat(39)}~\n`);
    expect(text).toContain('missing: StringMatching /^c/\n');
  });

  test('compares with equal objects that are not the same ones, and with those that only a class tells apart', () => {
    class Id {
      constructor(readonly id: number) {}
    }
    const many = Array.from({ length: 50 }, (_, id) => ({ id, tags: ['a'] }));

    expect(structuredClone(many)).toBeOrderedLike(many);
    expect(structuredClone(many).reverse()).not.toBeOrderedLike(many);
    expect([new Id(1), new Id(2)]).toBeOrderedLike([new Id(1), new Id(2)]);
  });

  test('fails in few words when there are thousands', () => {
    const many = Array.from({ length: 3000 }, (_, i) => `task ${i}`);
    const swapped = trace(
      ...many.map((label, i) =>
        span(label, (i === 1500 ? 1499.5 : i === 1499 ? 1500 : i) * 10, i * 10 + 35, { queuedAt: 0 }),
      ),
    );

    expect(failureOf(() => expect(swapped).toBeOrderedLike(many))).toMatchInlineSnapshot(`
     "expect(trace).toBeOrderedLike(expected)

     Expected: started in the order ..., task 1497, task 1498, task 1499, task 1500, task 1501, task 1502, ...
     Received: ..., task 1497, task 1498, task 1500, task 1499, task 1501, task 1502, ...
               task 1500 started at 14.995 s in lane 0, before task 1499, which started at 15 s

                  14.93   14.95               15                      15.075 s
       ... 1493 earlier tasks
       task 1493  ==============|
       task 1494  ....==============|
       task 1495  ........==============|
       task 1496  ............==============|
       task 1497  ................===============|
       task 1498  ....................===============|
     ^ task 1500  ..........................=================|
       task 1499  ............................===========|
       task 1501  .................................==============|
       task 1502  .....................................==============|
       task 1503  .........................................==============|
       task 1504  .............................................==============|
       ... 1495 later tasks
       in flight  444344434443444344434443333344443444344434443444344434443444
                                            ^

       . queued   = running   | done   ^ too early

     Hint: this is the order in which they finished: \`{ by: 'finish' }\`."
    `);
  });

  test('passes under .not if the same members came in another order', () => {
    expect(abc).not.toBeOrderedLike(['a', 'b', 'c'], { by: 'finish' });
    expect(['b', 'a']).not.toBeOrderedLike(['a', 'b']);
  });

  test('fails under .not if they came in this order', () => {
    expect(failureOf(() => expect(abc).not.toBeOrderedLike([['a', 'b'], 'c']))).toMatchInlineSnapshot(`
     "expect(trace).not.toBeOrderedLike(expected)

     Expected: started in another order than {a, b}, c
     Received: a, b, c

                  0         50        100       150       200           300 ms
       a          ===========================================================|
       b          ===================|
       c          ....................===================|
       in flight  222222222222222222222222222222222222222211111111111111111111

       . queued   = running   | done"
    `);
  });

  test('throws under .not unless the members are the same', () => {
    expect(failureOf(() => expect(abc).not.toBeOrderedLike(['a', 'b', 'd']))).toMatchInlineSnapshot(`
     "expect(trace).not.toBeOrderedLike(expected)

     Matcher error: \`.not.toBeOrderedLike\` needs the same members in another order, since it would pass for any other members too.
     Received: a, b, c
     missing: d
     not expected: c (started at 100 ms)"
    `);
    expect(failureOf(() => expect(['a', 'a']).not.toBeOrderedLike(['a']))).toContain('repeated: a (at index 1)');
  });

  test.each<[string, unknown, unknown[], string]>([
    ['no order', abc, ['a'], "Expected `expected` to be an array of members, a run or a trace, got `'a'` (string)."],
    ['an empty order', abc, [[]], 'Expected `expected` to be an array of at least one member, got `[]` (array).'],
    ['an empty set', abc, [['a', []]], 'Expected `expected` to be made of members and sets that have some'],
    ['options that are none', abc, [['a'], 'finish'], "got `'finish'` (string).\nWrite `{ by: 'finish' }`."],
    ['an unknown option', abc, [['a'], { from: 1 }], '`from` is none of them.'],
    ['an unknown order', abc, [['a'], { by: 'end' }], "Expected `by` to be 'start', 'finish' or 'result', got `'end'`"],
    ['a key that is no function', ['a'], [['a'], { key: 'id' }], 'Expected `key` to be a function of an element'],
    ['a key for tasks', abc, [['a'], { key: () => 0 }], '`key` is for a plain array.'],
    ['an array by start', ['a'], [['a'], { by: 'start' }], "A plain array has no order by 'start'"],
    ['an array by finish', ['a'], [['a'], { by: 'finish' }], "A plain array has no order by 'finish'"],
    [
      'what is no array by result',
      simulated(abc, 7),
      [[7], { by: 'result' }],
      "There is no order by 'result' in a run: it",
    ],
    ['a map by result', mapped, [[1, 2, 3], { by: 'result' }], "so `by: 'result'` always holds. Use `by: 'finish'`."],
    ['a trace by result', abc, [['a'], { by: 'result' }], "There is no order by 'result' in a trace: it"],
    [
      'an empty array',
      [],
      [['a']],
      'Expected `expect(…)` to be given an array of at least one element, got `[]` (array).',
    ],
    ['an empty trace', trace(), [['a']], 'got a trace without any.'],
    [
      'no trace',
      'abc',
      [['a']],
      'to be given a run, a trace, an observed function, a slow server or an array of these',
    ],
  ])('throws for %s, under .not too', (_what, received, args, message) => {
    for (const those of [expect(received), expect(received).not]) {
      const text = failureOf(() => (those.toBeOrderedLike as (...args: unknown[]) => void)(...args));

      expect(text).toContain('Matcher error: ');
      expect(text).toContain(message);
    }
  });

  test('works as part of an expected value', () => {
    expect({ run: abc }).toEqual({ run: expect.toBeOrderedLike(['a', 'b', 'c']) });
    expect({ run: abc }).toEqual({ run: expect.not.toBeOrderedLike(['c', 'b', 'a']) });
  });

  test('agrees with trying every order that the sets allow', () => {
    const anyGroups = fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 }), {
      ...{ minLength: 1, maxLength: 3 },
    });
    const anyCase = anyGroups.chain((groups) =>
      fc.tuple(fc.constant(groups), fc.shuffledSubarray(groups.flat(), { minLength: groups.flat().length })),
    );

    fc.assert(
      fc.property(anyCase, ([groups, came]) => {
        const allowed = ordersOf(groups).some((order) => order.join() === came.join());

        if (allowed) expect(came).toBeOrderedLike(groups);
        else expect(came).not.toBeOrderedLike(groups);
      }),
    );
  });
});

function ordersOf([first, ...others]: readonly (readonly string[])[]): string[][] {
  if (first === undefined) return [[]];
  const heads = first.length === 1 ? [first] : [first, first.toReversed()];
  return heads.flatMap((head) => ordersOf(others).map((tail) => [...head, ...tail]));
}

test('the run of an imapUnordered has its results in the order in which they came', async () => {
  const sleepFor = async (ms: number): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return ms;
  };

  const run = await simulate(() => asyncPool(3).imapUnordered(sleepFor, [30, 10, 20]).run);

  expect(run).toBeOrderedLike([10, 20, 30], { by: 'result' });
});
