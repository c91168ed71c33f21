import { describe, expect, test } from '@jest/globals';
import { span, trace } from '../../src/trace/build';
import { failureOf } from './failure';
import { request, simulated } from './sample';

const answered = request(900, { request: { ...facts('done'), connectedAt: 40 } });
const connecting = request(2000, { outcome: 'timed-out', request: facts('connect') });
const reading = request(2000, { outcome: 'timed-out', request: { ...facts('first-byte'), connectedAt: 100 } });
const calledOff = request(500, { outcome: 'cancelled', request: { ...facts('body'), connectedAt: 100 } });
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

  test('fails with a hint if a request was called off', () => {
    expect(failureOf(() => expect(trace(calledOff, answered)).toTimeOut('read'))).toMatchInlineSnapshot(`
     "expect(trace).toTimeOut('read')

     Expected: a request that timed out after it was connected
     Received: 2 requests:
               GET /api/version was called off at 500 ms, after it was connected
               GET /api/version was done at 900 ms

                         0            200          400           600           900 ms
     ^ GET /api/version  -------==========================x
     ^ GET /api/version  ---========================================================|
       in flight         222222222222222222222222222222222211111111111111111111111111
                                                          ^                         ^

       - connecting   = running   | done   x called off   ^ ended otherwise

     Hint: an abort counts as a time-out if its reason is one, as that of \`AbortSignal.timeout\`."
    `);
  });

  test('passes under .not if none timed out, or not then', () => {
    expect(trace(answered, calledOff)).not.toTimeOut();
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
       ^ request that timed out before it was connected"
    `);
    expect(failureOf(() => expect(trace(task)).not.toTimeOut())).toContain(
      'Expected: no time-out\nReceived: task timed out at 2000 ms\n',
    );
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
    ['tasks that connect', trace(task), 'connect', 'and this trace has none to judge. Give the server, or `run.only('],
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

  test('works as part of an expected value', () => {
    expect([trace(reading)]).toEqual([expect.toTimeOut('read')]);
    expect([trace(reading)]).toEqual([expect.not.toTimeOut('connect')]);
  });
});
