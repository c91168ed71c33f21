import { describe, expect, test } from '@jest/globals';
import { draw } from '../../src/timeline/ascii';
import { span, trace } from '../../src/trace/build';
import { Recorder } from '../../src/trace/recorder';
import type { Outcome, Source } from '../../src/trace/span';
import { requests } from './requests';

const pool: Source = { kind: 'pool', name: 'asyncPool(2)' };

describe('lanes as rows', () => {
  test('show their tasks one after another, by name where there is room, and how many were queued', () => {
    const recorded = trace(
      span('page 1', 0, 100),
      span('page 2', 0, 160),
      span('page 3', 100, 180, { queuedAt: 0, outcome: 'rejected' }),
      span('a page of a long name', 160, 205, { queuedAt: 0, outcome: 'timed-out' }),
      span('page 5', 180, 184, { queuedAt: 0, outcome: 'cancelled' }),
      span('page 6', 205, 240, { queuedAt: 120 }),
    );

    expect(draw(recorded, { rows: 'lanes' })).toMatchInlineSnapshot(`
     "             0           50           100         150              240 ms
       lane 0     =page 1=================|=page 3============!x     =page 6=|
       lane 1     =page 2================================|=a page of~T
       queued     333333333333333333333333322222333333333322222111111100000000
       in flight  222222222222222222222222222222222222222222222211111111111111

       = running   | done   ! failed   T timed out   x cancelled"
    `);
  });

  test('leave a name out where there is no room for it, one that was cut too', () => {
    const recorded = trace(span('x~', 0, 0, { lane: 0 }), span('x~', 18.4, 19, { lane: 0 }));

    const [, row] = draw(recorded, { rows: 'lanes', width: 60 }).split('\n');
    expect(row).toBe(`  lane 0     |${' '.repeat(37)}=|`);
  });

  test('say exactly how much each did, if asked', () => {
    const recorded = trace(span('a', 0, 10), span('b', 0, 4.5), span('c', 4.5, 10));

    expect(draw(recorded, { rows: 'lanes', times: true })).toMatchInlineSnapshot(`
     "             0                     5                10 ms  work
       lane 0     =a=========================================|  1 task, 10 ms
       lane 1     =b=================|=c=====================|  2 tasks, 10 ms
       in flight  22222222222222222222222222222222222222222222

       = running   | done"
    `);
  });

  test('of several sources are named by them', () => {
    expect(draw(trace(...requests), { rows: 'lanes' })).toMatchInlineSnapshot(`
     "                    0              500            1000           1500    2000 ms
       usegalaxy.org 0   ---------=usegalaxy.org====#################|
       stalls.example 1  --=stalls.example==========================================T
       down.example 2    -----------------------------------------------------------T
       breaks.example 3  =breaks.e~##########!
       left.example 4    ---------------=left.example=x
       in flight         555555555555555555555444444444333333333333333222222222222222

       - connecting   = running   # receiving   | done   ! failed   T timed out
       x cancelled"
    `);
  });

  test('show the gravest end where several share a column', () => {
    const outcomes = new Map<number, Outcome>([
      [17, 'rejected'],
      [18, 'timed-out'],
      [70, 'cancelled'],
    ]);
    const tasks = Array.from({ length: 100 }, (_, i) =>
      span(`task ${i}`, i, i + 1, { lane: 0, outcome: outcomes.get(i) ?? 'fulfilled' }),
    );

    expect(draw(trace(...tasks), { rows: 'lanes' })).toMatchInlineSnapshot(`
     "             0           20          40          60          80    100 ms
       lane 0     ||||||||||!T||||||||||||||||||||||||||||||x|||||||||||||||||
       in flight  111111111111111111111111111111111111111111111111111111111111

       | done   ! failed   T timed out   x cancelled"
    `);
  });

  test('are left out beyond the height, but for the busy ones', () => {
    const tasks = Array.from({ length: 30 }, (_, lane) => span(`task ${lane}`, 0, lane > 25 ? 20 : 10, { lane }));

    expect(draw(trace(...tasks, span('late', 30, 40, { lane: 3 })), { rows: 'lanes', height: 4 }))
      .toMatchInlineSnapshot(`
     "             0              10             20             30        40 ms
       lane 0     =task 0=======|
       lane 1     =task 1=======|
       ... 26 more lanes
       lane 28    =task 28=====================|
       lane 29    =task 29=====================|
       in flight  ++++++++++++++++44444444444444300000000000000111111111111111

       = running   | done   + more than 9"
    `);
  });

  test('show three thousand tasks whole', () => {
    const tasks = Array.from({ length: 3000 }, (_, i) => {
      const [lane, turn] = [i % 3, Math.floor(i / 3)];
      return span(`task ${i}`, turn * 10, turn * 10 + 10, {
        lane,
        queuedAt: 0,
        outcome: i === 1500 ? 'rejected' : 'fulfilled',
      });
    });

    expect(draw(trace(...tasks), { rows: 'lanes', times: true })).toMatchInlineSnapshot(`
     "             0                  5              10 s  work
       lane 0     |||||||||||||||||||!||||||||||||||||||  1000 tasks, 10000 ms
       lane 1     ||||||||||||||||||||||||||||||||||||||  1000 tasks, 10000 ms
       lane 2     ||||||||||||||||||||||||||||||||||||||  1000 tasks, 10000 ms
       queued     ++++++++++++++++++++++++++++++++++++++
       in flight  33333333333333333333333333333333333333

       | done   ! failed   + more than 9"
    `);
  });

  test('are none if nothing started; what waited shows', () => {
    const clock = { now: 0 };
    const recorder = new Recorder(() => clock.now);
    recorder.queue({ source: pool, label: 'waits', input: 0 });
    clock.now = 50;

    expect(draw(recorder.close(), { rows: 'lanes' })).toMatchInlineSnapshot(`
     "             0           10          20          30          40     50 ms
       queued     111111111111111111111111111111111111111111111111111111111111
       in flight  000000000000000000000000000000000000000000000000000000000000"
    `);
  });
});
