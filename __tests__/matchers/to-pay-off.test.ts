import { describe, expect, test } from '@jest/globals';
import { Recorder } from '../../src/trace/recorder';
import { span, trace } from '../../src/trace/build';
import { failureOf } from './failure';
import { misuseOf } from './misuse';
import { pages, pool, simulated } from './sample';

const serial = pages(1, 4);

/** Four pages on two workers, which are there after a while. */
function started(after: number, length = 100) {
  const spans = [0, 0, 1, 1].map((wave, i) =>
    span(`page ${i + 1}`, after + wave * length, after + (wave + 1) * length, { queuedAt: 0, source: pool }),
  );
  return trace(...spans);
}

function recorded(clock: 'virtual' | 'real', isOver = true) {
  let now = 0;
  const recorder = new Recorder(() => now, { clock });
  const open = recorder.queue({ source: pool, label: 'a', input: 'a' });
  now = 10;
  open.start(0);
  if (isOver) open.end('fulfilled');
  return recorder.close();
}

describe('toPayOff', () => {
  test('passes if it took less, with the start of its workers', () => {
    expect(started(50)).toPayOff({ against: serial });
    expect(started(199)).toPayOff({ against: serial });
  });

  test('fails if it took as long or longer, and says from which length of tasks on it would pay', () => {
    expect(failureOf(() => expect(simulated(started(300))).toPayOff({ against: serial }))).toMatchInlineSnapshot(`
     "expect(run).toPayOff({ against: ... })

     Expected: the start of workers to pay off: less than the 400 ms that the other took
     Received: 500 ms, 100 ms too long
               300 ms until the first task started (page 1), and 200 ms from then to the last end (page 3)
               its tasks take 100 ms on average; it pays with tasks that take more than 150 ms

     This run, 500 ms with the start:
                  0           100         200         300         400   500 ms
       page 1     ....................................===========|
       page 2     ....................................===========|
       page 3     ................................................===========|
       page 4     ................................................===========|
       in flight  000000000000000000000000000000000000222222222222222222222222

       . queued   = running   | done

     The other trace, 400 ms:
                  0              100            200            300      400 ms
       page 1     ==============|
       page 2     ...............==============|
       page 3     ..............................==============|
       page 4     .............................................==============|
       in flight  111111111111111111111111111111111111111111111111111111111111

       . queued   = running   | done

     Replay: simulate(body, { seed: 7 })"
    `);
    expect(failureOf(() => expect(started(200)).toPayOff({ against: serial }))).toContain(
      'Received: 400 ms, just as long\n' +
        '          200 ms until the first task started (page 1), and 200 ms from then to the last end (page 3)\n' +
        '          its tasks take 100 ms on average; it pays with tasks that take more than 100 ms\n',
    );
  });

  test('fails with the reason if longer tasks would not pay either', () => {
    expect(failureOf(() => expect(started(10, 200)).toPayOff({ against: serial }))).toContain(
      'its tasks take 100 ms on average; longer ones would not pay either, since it gains nothing once it has started\n',
    );
  });

  test('passes under .not if it took as long or longer', () => {
    expect(started(200)).not.toPayOff({ against: serial });
    expect(started(10, 200)).not.toPayOff({ against: serial });
  });

  test('takes no rounding of sums for a gain', () => {
    const [three, sum] = [trace(span('a', 0.1, 0.3, { queuedAt: 0 })), trace(span('a', 0, 0.1 + 0.2))];

    expect(three).not.toPayOff({ against: sum });
    expect(failureOf(() => expect(three).toPayOff({ against: sum }))).toContain('Received: 0.3 ms, just as long\n');
  });

  test('fails under .not if it took less', () => {
    expect(failureOf(() => expect(started(50)).not.toPayOff({ against: serial }))).toMatchInlineSnapshot(`
     "expect(trace).not.toPayOff({ against: ... })

     Expected: the start of workers not to pay off: at least the 400 ms that the other took
     Received: 250 ms, 150 ms less
               50 ms until the first task started (page 1), and 200 ms from then to the last end (page 3)
               its tasks take 100 ms on average; it pays with tasks that take more than 25 ms

     This trace, 250 ms with the start:
                  0           50          100         150         200   250 ms
       page 1     ............=======================|
       page 2     ............=======================|
       page 3     ....................................=======================|
       page 4     ....................................=======================|
       in flight  000000000000222222222222222222222222222222222222222222222222

       . queued   = running   | done

     The other trace, 400 ms:
                  0              100            200            300      400 ms
       page 1     ==============|
       page 2     ...............==============|
       page 3     ..............................==============|
       page 4     .............................................==============|
       in flight  111111111111111111111111111111111111111111111111111111111111

       . queued   = running   | done"
    `);
  });

  test.each<[unknown, string]>([
    [
      undefined,
      'Expected `options` to be an object with `against` alone, got `undefined` (undefined).\n' +
        'Write `expect(run).toPayOff({ against: await simulate(() => serialPool().map(…)) })`.',
    ],
    [null, 'Expected `options` to be an object with `against` alone, got `null` (null).'],
    [serial, 'Expected `options` to be an object with `against` alone'],
    [{ against: serial, by: 2 }, 'Expected `options` to be an object with `against` alone'],
    [
      { against: 4 },
      'Expected `against` to be a run, a trace, an observed function, a slow server or an array of these, got `4` (number).',
    ],
    [{ against: pages(1, 5) }, 'Expected both to have run the same tasks, and this one ran 4 tasks, the other 5.'],
    [{ against: trace() }, 'got a trace without any.'],
    [{ against: recorded('virtual', false) }, 'How long the other takes cannot be said'],
  ])('throws for %p, under .not too', (options, message) => {
    expect(misuseOf(started(50), (those) => those.toPayOff(options as never))).toContain(message);
  });

  test('throws if nothing had to start, under .not too', () => {
    expect(misuseOf(pages(2, 4), (those) => those.toPayOff({ against: serial }))).toMatchInlineSnapshot(`
     "Its first task started at once, so there is nothing to pay off. On the virtual clock a worker takes time to start if \`simulate(body, { processStart: 50 })\` says so.
     \`toBeFasterThan\` compares runs without a start."
    `);
  });

  test('throws for an empty trace, work that was not over, and different clocks, under .not too', () => {
    expect(misuseOf(trace(), (those) => those.toPayOff({ against: serial }))).toContain('got a trace without any.');
    expect(misuseOf(recorded('virtual', false), (those) => those.toPayOff({ against: serial }))).toContain(
      'How long it takes cannot be said',
    );
    expect(misuseOf(recorded('real'), (those) => those.toPayOff({ against: recorded('virtual') }))).toBe(
      'One was recorded on the real clock and the other on the virtual: their lengths do not compare.',
    );
  });

  test('works as part of an expected value', () => {
    expect({ run: started(50) }).toEqual({ run: expect.toPayOff({ against: serial }) });
    expect({ run: started(300) }).not.toEqual({ run: expect.toPayOff({ against: serial }) });
  });
});
