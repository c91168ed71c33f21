import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { comparePicture } from '../../src/matchers/compare-picture';
import { readPicture } from '../../src/timeline/read-picture';
import { writePicture } from '../../src/timeline/write-picture';
import { type SpanSketch, span, trace } from '../../src/trace/build';
import { Recorder } from '../../src/trace/recorder';
import { Trace } from '../../src/trace/trace';
import { anyTrace } from '../trace/arbitrary-trace';
import { failureOf } from './failure';
import { misuseOf } from './misuse';
import { pages, pool, request, simulated } from './sample';

const galaxies = trace(
  span('https://usegalaxy.org', 0, 900, { source: pool }),
  span('https://usegalaxy.eu', 0, 300, { source: pool }),
  span('https://down.example', 0, 2000, { source: pool, outcome: 'timed-out' }),
  span('https://usegalaxy.be', 300, 540, { source: pool, queuedAt: 0 }),
);

const picture = `
  usegalaxy.org   |--900--|
  usegalaxy.eu    |300|
  down.example    |----2000---!
  usegalaxy.be    ..300..|240|
`;

describe('toMatchTimeline', () => {
  test('passes if names and numbers are right, whatever the characters', () => {
    expect(galaxies).toMatchTimeline(picture);
    expect(galaxies).toMatchTimeline(
      'usegalaxy.eu  |=300#|\nhttps://usegalaxy.org  |0.9s|\ndown.example  |2000T\nusegalaxy.be  300 |240|',
    );
    expect(simulated(galaxies)).toMatchTimeline(picture);
    expect({ run: galaxies }).toEqual({ run: expect.toMatchTimeline(picture) });
  });

  test('passes for a part of the tasks if the picture says that there are others', () => {
    expect(galaxies).toMatchTimeline('usegalaxy.be  300 |?|\n...');
    expect(failureOf(() => expect(galaxies).toMatchTimeline('usegalaxy.be  300 |?|'))).toContain(
      'not expected: usegalaxy.org',
    );
  });

  test('takes `?` for any number and any end', () => {
    expect(galaxies).toMatchTimeline(
      'usegalaxy.org  |?|\nusegalaxy.eu  ? |300?\ndown.example  |??\nusegalaxy.be  ..?..|240|',
    );
  });

  test('tells tasks of one name apart by the order in which they started', () => {
    const recorded = trace(span('a', 0, 5), span('a', 5, 20), span('b', 0, 1));

    expect(recorded).toMatchTimeline('b  |1|\na  |5|\na  5 |15|');
    expect(failureOf(() => expect(recorded).toMatchTimeline('b  |1|\na  5 |15|\na  |5|'))).toContain(
      'a started at 0 ms, not 5 ms; ran 5 ms, not 15 ms',
    );
  });

  test('finds requests by server, or by what was asked', () => {
    const asked = [request(900), request(300, { server: 'https://usegalaxy.eu' })];

    const all = trace(...asked);
    const servers = ['https://usegalaxy.org', 'https://usegalaxy.eu'].map((server) => all.only(server));

    expect(servers).toMatchTimeline('usegalaxy.org  |900|\nusegalaxy.eu  |300|');
    expect(servers).toMatchTimeline('usegalaxy.org GET /api/version  |900|\n...');
    expect(trace(asked[0]!)).toMatchTimeline('GET /api/version  |900|');
  });

  test('is refused on the real clock if it says any time and not how much it may be off', () => {
    const { spans } = trace(span('a', 0, 100));
    const real = new Trace(spans, { recording: { clock: 'real' } });

    expect(failureOf(() => expect(real).toMatchTimeline('a  |100|'))).toMatchInlineSnapshot(`
     "expect(trace).toMatchTimeline('a  |100|')

     Matcher error: This was recorded on the real clock, on which nothing happens at exactly the times of a picture.
     Say by how much they may differ: \`{ within: 20 }\`; write \`?\` for what is not claimed; or run it inside \`simulate\`."
    `);
    for (const picture of ['a  |?|', 'a  ? |100|', 'a  ? ..0..|?|']) {
      for (const claim of [expect(real), expect(real).not])
        expect(() => claim.toMatchTimeline(picture)).toThrow('real clock');
    }
    expect(() => expect(real).toMatchTimeline('a  ? |?|\nb  |?|')).toThrow('real clock');
    expect(real).toMatchTimeline('a  ? |?|');
    expect(real).toMatchTimeline('a  |99|', { within: 1 });
    expect(real).toMatchTimeline('a  |100|', { within: 0 });
  });

  test('lets times differ as far as it is told', () => {
    const real = trace(span('a', 1.2, 99), span('b', 0.1, 103));

    expect(real).toMatchTimeline('a  |100|\nb  |100|', { within: 3 });
    expect(failureOf(() => expect(real).toMatchTimeline('a  |100|\nb  |100|', { within: 2.5 }))).toMatchInlineSnapshot(`
     "expect(trace).toMatchTimeline(expected, { within: 2.5 })

     Expected: 2 tasks as in the picture, give or take 2.5 ms
     Received: b ran 102.9 ms, not 100 ms

       Expected:
         a  |------------------------100-------------------------|
       ^ b  |------------------------100-------------------------|

       Received:
         a  1.2 |-----------------------97.8------------------------|
       ^ b  0.1 |------------------------102.9-------------------------|

       | done   ^ differs"
    `);
  });

  test('says what it asks for', () => {
    const expectedOf = (text: string) =>
      /Expected: .*/.exec(failureOf(() => expect(galaxies).toMatchTimeline(text)))?.[0];

    expect(expectedOf('a  |5|')).toBe('Expected: 1 task as in the picture');
    expect(expectedOf('a  |5|\nb  |5|\n...')).toBe('Expected: 2 tasks as in the picture, among others');
    expect(failureOf(() => expect(trace(span('a', 0, 5))).not.toMatchTimeline('a  |5|'))).toContain(
      'Expected: 1 task not as in the picture\nReceived: it is as in the picture\n',
    );
  });

  test('fails with both pictures, one above the other', () => {
    const expected = `
      usegalaxy.org   |--910--|
      usegalaxy.eu    |--300--!
      down.example    ? |----?---|
      usegalaxy.be    ..200..|250|
      usegalaxy.fr    |--10--|
    `;

    expect(failureOf(() => expect(simulated(galaxies)).toMatchTimeline(expected))).toMatchInlineSnapshot(`
     "expect(run).toMatchTimeline(expected)

     Expected: 5 tasks as in the picture
     Received: usegalaxy.org ran 900 ms, not 910 ms
               usegalaxy.eu was done, and should have failed
               down.example timed out, and should have been done
               usegalaxy.be waited 300 ms, not 200 ms; ran 240 ms, not 250 ms
               missing: usegalaxy.fr

       Expected:
       ^ usegalaxy.org  |----------910----------|
       ^ usegalaxy.eu   |-300--!
       ^ down.example   ? |?|
       ^ usegalaxy.be   .200..|-250-|
       ^ usegalaxy.fr   |10|

       Received:
       ^ usegalaxy.org  |----------900----------|
       ^ usegalaxy.eu   |-300--|
       ^ down.example   |-------------------------2000-------------------------T
       ^ usegalaxy.be   ..300...|-240-|

       . queued   | done   ! failed   T timed out   ^ differs

     Replay: simulate(body, { seed: 7 })"
    `);
  });

  test('fails for a task too many', () => {
    expect(failureOf(() => expect(pages(2, 3)).toMatchTimeline('page 1  |100|\npage 2  |100|'))).toMatchInlineSnapshot(`
     "expect(trace).toMatchTimeline(expected)

     Expected: 2 tasks as in the picture
     Received: not expected: page 3

       Expected:
         page 1  |-----------100------------|
         page 2  |-----------100------------|

       Received:
         page 1  |-----------100------------|
         page 2  |-----------100------------|
       ^ page 3                          100 |-----------100------------|

       | done   ^ differs"
    `);
  });

  test('fails if a task started that should not, or did not that should', () => {
    const clock = { now: 0 };
    const recorder = new Recorder(() => clock.now);
    const [a, b] = ['a', 'b'].map((label) => recorder.queue({ source: pool, label, input: label }));
    a!.start(0);
    clock.now = 5;
    b!.cancel();
    const recorded = recorder.close();

    expect(recorded).toMatchTimeline('a  |5>\nb  ..5..x');
    expect(failureOf(() => expect(recorded).toMatchTimeline('a  ..0..x\nb  |5|'))).toMatchInlineSnapshot(`
     "expect(trace).toMatchTimeline(expected)

     Expected: 2 tasks as in the picture
     Received: a started, and should never have
               b never started

       Expected:
       ^ a  .0.x
       ^ b  |--------------------------5---------------------------|

       Received:
       ^ a  .0.|--------------------------5--------------------------->
       ^ b  ...........................5............................x

       . queued   | done   x cancelled   > goes on   ^ differs"
    `);
  });

  test('keeps what differs of many tasks', () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) => `page ${i + 1}  ${Math.floor(i / 4) * 100} |${i === 30 ? 101 : 100}|`,
    );

    const [expected, received] = failureOf(() => expect(pages(4, 40)).toMatchTimeline(lines.join('\n'))).split(
      '\n\n  Received:\n',
    );
    expect(expected).toMatchInlineSnapshot(`
     "expect(trace).toMatchTimeline(expected)

     Expected: 40 tasks as in the picture
     Received: page 31 ran 100 ms, not 101 ms

       Expected:
         page 1   |-100-|
         page 2   |-100-|
         page 3   |-100-|
         page 4   |-100-|
         page 5      100 |-100-|
         page 6      100 |-100-|
         page 7      100 |-100-|
         page 8      100 |-100-|
         page 9             200 |-100-|
         page 10            200 |-100-|
         page 11            200 |-100-|
         ...
       ^ page 31                                               700 |-101-|
         ..."
    `);
    expect(received!.split('\n').filter((line) => /\.\.\.|31/.test(line))).toEqual([
      '    ...',
      '  ^ page 31                                               700 |-100-|',
      '    ...',
    ]);
    expect(received!.split('\n')).toHaveLength(16);
    expect(failureOf(() => expect(pages(4, 40)).toMatchTimeline(lines.slice(0, 1).join('\n')))).toContain(
      'and 34 more',
    );
  });

  test('keeps twelve lines of those that differ, and as many others as have room', () => {
    const pictureOf = (changed: readonly number[]) =>
      Array.from({ length: 20 }, (_, i) => `page ${i + 1}  |${changed.includes(i + 1) ? 101 : 100}|`).join('\n');
    const shownFor = (changed: readonly number[]) =>
      failureOf(() => expect(pages(20, 20)).toMatchTimeline(pictureOf(changed)))
        .split('  Received:\n')[1]!
        .split('\n')
        .flatMap((line) => /(?:\^ )?page \d+|\.{3}/.exec(line)?.[0] ?? []);

    expect(shownFor([1, 2, 19]).join()).toMatchInlineSnapshot(
      `"^ page 1,^ page 2,page 3,page 4,page 5,page 6,page 7,page 8,page 9,page 10,page 11,...,^ page 19,..."`,
    );
    expect(shownFor(Array.from({ length: 15 }, (_, i) => i + 3)).join()).toMatchInlineSnapshot(
      `"...,^ page 3,^ page 4,^ page 5,^ page 6,^ page 7,^ page 8,^ page 9,^ page 10,^ page 11,^ page 12,^ page 13,^ page 14,..."`,
    );
  });

  test('.not passes if the same tasks ran at other times', () => {
    expect(galaxies).not.toMatchTimeline(picture.replace('900', '901'));
  });

  test('.not fails if they ran as in the picture', () => {
    expect(failureOf(() => expect(simulated(galaxies)).not.toMatchTimeline(picture))).toMatchInlineSnapshot(`
     "expect(run).not.toMatchTimeline(expected)

     Expected: 4 tasks not as in the picture
     Received: all are as in the picture

       Received:
         usegalaxy.org  |----------900----------|
         usegalaxy.eu   |-300--|
         down.example   |-------------------------2000-------------------------T
         usegalaxy.be   ..300...|-240-|

       . queued   | done   T timed out

     Replay: simulate(body, { seed: 7 })"
    `);
  });

  test('.not throws for other tasks', () => {
    expect(failureOf(() => expect(galaxies).not.toMatchTimeline('usegalaxy.og  |900|'))).toMatchInlineSnapshot(`
     "expect(trace).not.toMatchTimeline('usegalaxy.og  |900|')

     Matcher error: \`.not.toMatchTimeline\` needs the tasks of the picture at other times, since it would pass for any other tasks too.
     Received: missing: usegalaxy.og
     not expected: usegalaxy.org
     not expected: usegalaxy.eu
     not expected: down.example
     not expected: usegalaxy.be"
    `);
  });

  test('.not throws for one task too few, or too many, and names that', () => {
    const [a, b] = [span('a', 0, 9), span('b', 0, 9)];
    const refusalOf = (...spans: readonly SpanSketch[]) =>
      failureOf(() => expect(trace(...spans)).not.toMatchTimeline('a  |8|\nb  |9|'))
        .split('\n')
        .at(-1);

    expect(refusalOf(a)).toBe('Received: missing: b');
    expect(refusalOf(a, b, span('c', 0, 9))).toBe('Received: not expected: c');
  });

  test('misuse throws, under .not too', () => {
    const misuse: [unknown, unknown?][] = [
      [undefined],
      [/a/],
      ['a  |--|'],
      ['a  |5|', { within: -1 }],
      ['a  |5|', { in: 1 }],
      ['a  |5|', 3],
    ];
    for (const args of misuse) {
      const [one, other] = [expect(galaxies), expect(galaxies).not].map((voice) =>
        failureOf(() => (voice.toMatchTimeline as (...all: unknown[]) => void)(...args)),
      );
      expect(one).toContain('Matcher error');
      expect(other).toContain('Matcher error');
    }
    expect(failureOf(() => expect(galaxies).toMatchTimeline('a  |--|'))).toMatchInlineSnapshot(`
     "expect(trace).toMatchTimeline('a  |--|')

     Matcher error: Line 1 of \`picture\`, column 7, should say here how long it ran, in milliseconds, or \`?\`: \`|--900--|\`.
       a  |--|
             ^"
    `);
    expect(failureOf(() => expect(galaxies).toMatchTimeline('a  |5|', { in: 1 } as never))).toMatchInlineSnapshot(`
     "expect(trace).toMatchTimeline('a  |5|', { in: 1 })

     Matcher error: Expected \`options\` to be made of \`within\`, got \`{ in: 1 }\` (object).
     \`in\` is none of them."
    `);
    expect(misuseOf(galaxies, (those) => those.toMatchTimeline('a  |5|', null as never))).toBe(
      'Expected `options` to be an object with `within`, got `null` (null).',
    );
    expect(misuseOf(galaxies, (those) => those.toMatchTimeline('a  |5|', { within: -1 }))).toBe(
      'Expected `within` to be a number of milliseconds from 0 up, got `-1` (number).',
    );
    expect(misuseOf(galaxies, (those) => those.toMatchTimeline(/a/ as never))).toBe(
      'Expected `picture` to be a text, got `/a/` (object).\nA line of it: `usegalaxy.org  |--900--|`.',
    );
  });

  test('an empty trace throws, under .not too', () => {
    expect(failureOf(() => expect(trace()).toMatchTimeline(picture))).toContain('of work that was recorded'.slice(3));
    expect(failureOf(() => expect(trace()).not.toMatchTimeline(picture))).toContain('proves nothing');
  });

  test('any recording matches the picture that is written of it, and with it alone', () => {
    fc.assert(
      fc.property(anyTrace(), (recorded) => {
        fc.pre(recorded.length > 0);
        const tasks = comparePicture({ tasks: [], isPartial: false }, recorded, 0).map(({ received }) => received!);
        const text = writePicture(tasks, 1, 0).join('\n');

        expect(recorded).toMatchTimeline(text);
        expect(comparePicture(readPicture(`${text}\nanother  |1|`), recorded, 0).at(-1)?.differences).toEqual([
          'missing',
        ]);
        const later = tasks.map((task, i) => (i === 0 ? { ...task, begins: (task.begins as number) + 1 } : task));
        expect(() => expect(recorded).toMatchTimeline(writePicture(later, 1, 0).join('\n'))).toThrow('ms, not ');
      }),
    );
  });
});
