import { describe, expect, test } from '@jest/globals';
import { get } from 'node:https';
import axios from 'axios';
import got from 'got';
import { observe, simulate, slowServer } from '../../src';
import { type SpanSketch, span, trace } from '../../src/trace/build';
import { JUDGED } from '../../src/trace/judged';
import { failureOf, receivedOf } from './failure';
import { request, simulated } from './sample';

const answered = request(900, { request: { ...facts('done'), connectedAt: 40 } });
const connecting = request(2000, { outcome: 'timed-out', request: facts('connect') });
const reading = request(2000, { outcome: 'timed-out', request: { ...facts('first-byte'), connectedAt: 100 } });
const cancelled = request(500, { outcome: 'cancelled', request: { ...facts('body'), connectedAt: 100 } });
const task = span('task', 0, 2000, { outcome: 'timed-out' });

function facts<P>(phase: P) {
  return { method: 'GET', path: '/api/version', phase };
}

describe('toTimeOut', () => {
  test('passes if a client gave up before it was connected', () => {
    for (const phase of ['lookup', 'connect', 'secure-connect'] as const) {
      expect(trace(request(2000, { outcome: 'timed-out', request: facts(phase) }))).toTimeOut('connect');
    }
  });

  test('passes if a client gave up after it was connected', () => {
    for (const phase of ['send', 'first-byte', 'body'] as const) {
      expect(trace(request(2000, { outcome: 'timed-out', request: facts(phase) }))).toTimeOut('read');
    }
  });

  test('passes if one of several timed out, at any time when none is named', () => {
    expect(trace(answered, reading)).toTimeOut('read');
    expect(trace(answered, reading)).toTimeOut();
    expect(trace(task)).toTimeOut();
  });

  test('fails if the client gave up at another time', () => {
    expect(failureOf(() => expect(simulated(trace(connecting))).toTimeOut('read'))).toMatchInlineSnapshot(`
     "expect(run).toTimeOut('read')

     Expected: a request that timed out after it was connected
     Received: GET /api/version timed out at 2000 ms, before it was connected

                         0              500            1000           1500    2000 ms
     ^ GET /api/version  -----------------------------------------------------------T
       in flight         111111111111111111111111111111111111111111111111111111111111
                                                                                    ^

       - connecting   T timed out   ^ ended otherwise

     Replay: simulate(body, { seed: 7 })"
    `);
  });

  test('fails if nothing timed out', () => {
    expect(failureOf(() => expect(trace(answered)).toTimeOut())).toMatchInlineSnapshot(`
     "expect(trace).toTimeOut()

     Expected: a time-out
     Received: GET /api/version was done at 900 ms

                         0            200          400           600           900 ms
     ^ GET /api/version  ---========================================================|
       in flight         111111111111111111111111111111111111111111111111111111111111
                                                                                    ^

       - connecting   = running   | done   ^ ended otherwise"
    `);
  });

  test('fails with a hint if a request was cancelled', () => {
    expect(failureOf(() => expect(trace(cancelled, answered)).toTimeOut('read'))).toMatchInlineSnapshot(`
     "expect(trace).toTimeOut('read')

     Expected: a request that timed out after it was connected
     Received: 2 requests:
               GET /api/version was cancelled at 500 ms, after it was connected
               GET /api/version was done at 900 ms

                         0            200          400           600           900 ms
     ^ GET /api/version  -------==========================x
     ^ GET /api/version  ---========================================================|
       in flight         222222222222222222222222222222222211111111111111111111111111
                                                          ^                         ^

       - connecting   = running   | done   x cancelled   ^ ended otherwise

     Hint: an abort counts as a time-out if its reason is one, as that of \`AbortSignal.timeout\`."
    `);
  });

  test('passes under .not if none timed out, or not then', () => {
    expect(trace(answered, cancelled)).not.toTimeOut();
    expect(trace(answered, reading)).not.toTimeOut('connect');
  });

  test('fails under .not if one timed out, and marks when', () => {
    expect(failureOf(() => expect(trace(answered, reading, connecting)).not.toTimeOut('connect')))
      .toMatchInlineSnapshot(`
     "expect(trace).not.toTimeOut('connect')

     Expected: no request that timed out before it was connected
     Received: 1 of 3 requests:
               GET /api/version timed out at 2000 ms, before it was connected

                         0              500            1000           1500    2000 ms
       GET /api/version  --========================|
       GET /api/version  ---========================================================T
     ^ GET /api/version  -----------------------------------------------------------T
       in flight         333333333333333333333333333222222222222222222222222222222222
                                                                                    ^

       - connecting   = running   | done   T timed out
       ^ request that timed out before it was connected

     Hint: a client that hangs up in a timer, and does not say why, counts as timed out. To cancel a request in a test, abort it by an \`AbortController\`, or \`await\` the delay before you destroy it."
    `);
    expect(failureOf(() => expect(trace(task)).not.toTimeOut())).toContain(
      'Expected: no time-out\nReceived: task timed out at 2000 ms\n',
    );
  });

  test('says how each ended, and of a request when', () => {
    const source = { kind: 'pool', name: 'asyncPool(4)' } as const;
    const failed = span('a', 0, 10, { source, outcome: 'rejected', error: new Error('no') });
    const tasks = trace(failed, span('b', 0, 20, { source, outcome: 'unfinished' }), span('c', 0, 30, { source }));
    const requests = trace(
      request(10, { outcome: 'rejected', request: facts('lookup') }),
      request(20, { outcome: 'unfinished', request: facts('send') }),
    );
    const mixed = trace(failed, request(20, { outcome: 'rejected', request: facts('lookup') }));
    const both = mixed.sources.map((one) => ({ [JUDGED]: () => mixed.only(one) }));

    expect(receivedOf(() => expect(tasks).toTimeOut('total')).split('\n\n')[0]).toMatchInlineSnapshot(`
     "3 tasks:
               a failed at 10 ms
               b was unfinished at 20 ms
               c was done at 30 ms"
    `);
    expect(receivedOf(() => expect(requests).toTimeOut()).split('\n\n')[0]).toMatchInlineSnapshot(`
     "2 requests:
               GET /api/version failed at 10 ms, before it was connected
               GET /api/version was unfinished at 20 ms, after it was connected"
    `);
    expect(failureOf(() => expect(both).toTimeOut('total')).split('\n\n')[1]).toMatchInlineSnapshot(`
     "Expected: a task that timed out because the time for all of it ran out
     Received: 2 tasks:
               asyncPool(4) a failed at 10 ms
               https://usegalaxy.org GET /api/version failed at 20 ms, before it was connected"
    `);
  });

  test('goes by how a request ended, whatever its error says', () => {
    const error = Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' });

    expect(trace(request(10, { outcome: 'rejected', error, request: facts('connect') }))).not.toTimeOut();
  });

  test('shows the first of those that timed out, of many', () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      span(`task ${i}`, 10 * i, 10 * i + 10, { outcome: i === 20 || i === 25 ? 'timed-out' : 'fulfilled' }),
    );

    expect(receivedOf(() => expect(trace(...many)).not.toTimeOut())).toMatchInlineSnapshot(`
     "2 of 30 tasks:
               task 20 timed out at 210 ms
               task 25 timed out at 260 ms

                  140       160       180       200       220           260 ms
       ... 14 earlier tasks
       task 14    ====|
       task 15         ====|
       task 16              ====|
       task 17                   ====|
       task 18                        ====|
       task 19                             ====|
     ^ task 20                                  ====T
       task 21                                       ====|
       task 22                                            ====|
       task 23                                                 ====|
       task 24                                                      ====|
     ^ task 25                                                           ====T
       ... 4 later tasks
       in flight  111111111111111111111111111111111111111111111111111111111111
                                                    ^                        ^

       = running   | done   T timed out   ^ time-out"
    `);
  });

  test('has no doubt of a task, nor of requests whose clients all say why', () => {
    const named = request(2000, { outcome: 'timed-out', request: facts('body'), error: { name: 'TimeoutError' } });
    const hintOf = (...spans: readonly SpanSketch[]) =>
      /Hint: .*/.exec(failureOf(() => expect(trace(...spans)).not.toTimeOut()))?.[0];

    expect([hintOf(task), hintOf(named)]).toEqual([undefined, undefined]);
    expect(hintOf(named, reading)).toContain('Hint: a client that hangs up in a timer');
  });

  test('tells how a total time-out is named as soon as one timed out', () => {
    expect(failureOf(() => expect(trace(answered, reading)).toTimeOut('total'))).toContain(
      "Hint: a client names its total time-out by an abort signal's reason, or by the event of got's error; others do not say.",
    );
    expect(failureOf(() => expect(trace(answered)).toTimeOut('total'))).not.toContain('Hint');
  });

  test('looks for a total time-out among the causes of an error, the first five', () => {
    const rejecting = (error: unknown) => trace(span('a', 0, 9, { outcome: 'rejected', error }));
    const timeout = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    const caused = (levels: number) =>
      Array.from({ length: levels }).reduce((cause) => new Error('no', { cause }), timeout);
    const inARing = Object.assign(new Error('no'), { code: 'ETIMEDOUT' });
    inARing.cause = new Error('no', { cause: inARing });

    expect(rejecting(caused(5))).toTimeOut('total');
    expect(rejecting(caused(6))).not.toTimeOut('total');
    expect(rejecting(inARing)).toTimeOut();
    expect(rejecting(inARing)).not.toTimeOut('total');
    expect(rejecting(null)).not.toTimeOut();
    expect(rejecting({ code: 'ETIMEDOUT', cause: null })).not.toTimeOut('total');
    expect(rejecting({ name: 'RequestError', event: 'request', code: 'ETIMEDOUT' })).not.toTimeOut('total');
  });

  test('names five requests at most', () => {
    const many = Array.from({ length: 8 }, () => answered);

    expect(failureOf(() => expect(trace(...many)).toTimeOut('read'))).toContain(
      'Received: 8 requests:\n          GET /api/version was done at 900 ms\n',
    );
    expect(failureOf(() => expect(trace(...many)).toTimeOut('read'))).toContain('\n          and 3 more\n');
  });

  test.each<[string, unknown, unknown, string]>([
    [
      'another phase',
      trace(answered),
      'body',
      "Expected `during` to be 'connect', 'read' or 'total', or left out, got `'body'`",
    ],
    [
      'a member of every object',
      trace(answered),
      'toString',
      "Expected `during` to be 'connect', 'read' or 'total', or left out",
    ],
    [
      'tasks that connect',
      trace(task),
      'connect',
      'and there are none to judge in a trace. Give the server, or `run.only(',
    ],
    ['tasks that read', trace(task), 'read', 'Only requests time out while they connect or read'],
    ['an empty trace', trace(), undefined, 'got a trace without any.'],
    [
      'no trace',
      4,
      undefined,
      'to be given a run, a trace, an observed function, a slow server or an array of these, got `4` (number).',
    ],
  ])('throws for %s, under .not too', (_what, received, during, message) => {
    for (const those of [expect(received), expect(received).not]) {
      const text = failureOf(() => those.toTimeOut(during as never));

      expect(text).toContain('Matcher error: ');
      expect(text).toContain(message);
    }
  });

  test('passes for a task or call whose error says that time ran out', async () => {
    const timeout = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    const wait = observe(
      (signal: AbortSignal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      'wait',
    );

    await simulate(async () => wait(AbortSignal.timeout(50)).catch(() => 0));

    expect(wait).toTimeOut();
    expect(wait).toTimeOut('total');
    expect(trace(span('a', 0, 9, { outcome: 'rejected', error: new Error('x', { cause: timeout }) }))).toTimeOut(
      'total',
    );
    expect(
      trace(span('a', 0, 9, { outcome: 'rejected', error: Object.assign(new Error(), { code: 'ETIMEDOUT' }) })),
    ).toTimeOut();
    expect(trace(span('a', 0, 9, { outcome: 'rejected', error: new Error('no') }))).not.toTimeOut();
    expect(failureOf(() => expect(wait).not.toTimeOut('total'))).toMatchInlineSnapshot(`
     "expect(wait).not.toTimeOut('total')

     Expected: no task that timed out because the time for all of it ran out
     Received: wait failed with a time-out at 50 ms

                  0           10          20          30          40     50 ms
     ^ wait       ===========================================================!
       in flight  111111111111111111111111111111111111111111111111111111111111
                                                                             ^

       = running   ! failed
       ^ task that timed out because the time for all of it ran out

     Replay: simulate(body, { seed: 1 })"
    `);
  });

  test('tells a total time-out by the reason of the signal, and by the event of got’s error', async () => {
    const slow = { connect: 40, firstByte: 'never' } as const;
    const [first, second, third] = ['a', 'b', 'c'].map((name) => slowServer(`https://${name}.example`, slow));
    const tryGot = (server: typeof first, timeout: object) => got(server!.origin, { timeout, retry: 0 }).catch(() => 0);

    await simulate(async () => {
      await fetch(first!.origin, { signal: AbortSignal.timeout(100) }).catch(() => 0);
      await tryGot(second, { request: 200 });
      await tryGot(third, { response: 300 });
    });

    expect(first).toTimeOut('total');
    expect(second).toTimeOut('total');
    expect(third).toTimeOut('read');
    expect(third).not.toTimeOut('total');
    expect(failureOf(() => expect(third).toTimeOut('total'))).toMatchInlineSnapshot(`
     "expect(https://c.example).toTimeOut('total')

     Expected: a request that timed out because the time for all of it ran out
     Received: GET / timed out at 640 ms, after it was connected

                  300              400               500                640 ms
     ^ GET /      --------===================================================T
       in flight  111111111111111111111111111111111111111111111111111111111111
                                                                             ^

       - connecting   = running   T timed out   ^ ended otherwise

     Hint: a client names its total time-out by an abort signal's reason, or by the event of got's error; others do not say.

     Replay: simulate(body, { seed: 1 })"
    `);
  });

  test('doubts a time-out that no client named, which may be the test’s own timer', async () => {
    const server = slowServer('https://a.example', { firstByte: 'never' });
    const ask = () => get(server.origin).on('error', () => 0);

    await simulate(async () => {
      const request = ask();
      await new Promise<void>((resolve) => setTimeout(() => resolve(void request.destroy()), 500));
    });
    expect(failureOf(() => expect(server).not.toTimeOut())).toContain(
      'Hint: a client that hangs up in a timer, and does not say why, counts as timed out. To cancel a request in a test, abort it by an `AbortController`, or `await` the delay before you destroy it.',
    );

    await simulate(async () => {
      const request = ask();
      await new Promise((resolve) => setTimeout(resolve, 500));
      request.destroy();
    });
    expect(server).not.toTimeOut();

    await simulate(() => fetch(server.origin, { signal: AbortSignal.timeout(100) }).catch(() => 0));
    expect(failureOf(() => expect(server).not.toTimeOut())).not.toContain('Hint');
  });

  test('tells it also where the client keeps the reason to itself', async () => {
    const server = slowServer('https://a.example', { firstByte: 'never' });
    await simulate(async () => {
      await axios.get(server.origin, { adapter: 'http', signal: AbortSignal.timeout(100) }).catch(() => 0);
    });

    expect(server).toTimeOut('total');
  });

  test('works as part of an expected value', () => {
    expect([trace(reading)]).toEqual([expect.toTimeOut('read')]);
    expect([trace(reading)]).toEqual([expect.not.toTimeOut('connect')]);
  });
});
