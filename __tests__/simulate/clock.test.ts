import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { asyncPool, clock, simulate } from '../../src';
import { currentClock } from '../../src/time/current-clock';
import { natives } from '../../src/time/natives';
import { failureOf } from './failure';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const inReality = (ms: number) => new Promise((resolve) => natives.setTimeout(resolve, ms));

describe('clock.now', () => {
  test('is 0 when a simulation begins, and moves with time', async () => {
    const { value } = await simulate(async () => {
      const before = clock.now;
      await sleep(1234);
      return [before, clock.now];
    });

    expect(value).toEqual([0, 1234]);
  });

  test('on the real clock counts real milliseconds from the beginning', async () => {
    const { value } = await simulate(
      async () => {
        const before = clock.now;
        await inReality(5);
        return [before, clock.now] as const;
      },
      { clock: 'real' },
    );

    expect(value[0]).toBeLessThan(1000);
    expect(value[1] - value[0]).toBeGreaterThanOrEqual(4);
  });
});

describe('clock.hold', () => {
  test('keeps time from moving until it is let go', async () => {
    const { value } = await simulate(async () => {
      const release = clock.hold('real work');
      const timer = sleep(10).then(() => 'timer');
      const work = inReality(15).then(() => 'real work');
      const first = await Promise.race([timer, work]);
      const at = clock.now;
      release();
      await timer;
      return [first, at, clock.now];
    });

    expect(value).toEqual(['real work', 0, 10]);
  });

  test('is counted: time moves when the last is let go', async () => {
    const { value } = await simulate(async () => {
      const [first, second] = [clock.hold('first'), clock.hold('second')];
      let fired = false;
      const timer = sleep(10).then(() => (fired = true));
      await inReality(3);
      first();
      await inReality(10);
      const firedMeanwhile = fired;
      second();
      await timer;
      return [firedMeanwhile, fired];
    });

    expect(value).toEqual([false, true]);
  });

  test('lets go once: calling the release again lets nobody else go', async () => {
    const { value } = await simulate(async () => {
      const [first, second] = [clock.hold('same name'), clock.hold('same name')];
      first();
      first();
      let fired = false;
      const timer = sleep(10).then(() => (fired = true));
      await inReality(10);
      const firedMeanwhile = fired;
      second();
      await timer;
      return firedMeanwhile;
    });

    expect(value).toBe(false);
  });

  test('does not keep promises, immediates and tasks from running at this instant', async () => {
    const { value } = await simulate(async () => {
      const release = clock.hold('real work');
      await new Promise((resolve) => setImmediate(resolve));
      const text = await readFile(__filename, 'utf8');
      release();
      return [text.length > 0, clock.now];
    });

    expect(value).toEqual([true, 0]);
  });

  test('holds the starts of tasks: they are events', async () => {
    const { value } = await simulate(async () => {
      const release = clock.hold('real work');
      let started = false;
      const run = asyncPool(1).map(() => (started = true), [1]);
      await inReality(10);
      const startedMeanwhile = started;
      release();
      await run;
      return [startedMeanwhile, started];
    });

    expect(value).toEqual([false, true]);
  });

  test('that lasts too long fails the simulation, and names who holds, since when, from where, and what waits', async () => {
    const simulation = simulate(
      async function upload() {
        await sleep(5);
        setTimeout(function poll() {}, 95);
        clock.hold('upload to a real server');
        clock.hold('second hold');
        await asyncPool(1).map(() => sleep(1000), ['a', 'b']);
      },
      { limits: { holdMs: 30 } },
    );

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "The clock has stood still at 5 ms for 30 ms of real time. It is held by:
       upload to a real server, for … ms, at upload (clock.test.ts:line)
       second hold, for … ms, at upload (clock.test.ts:line)
     Pending timers:
       setTimeout of 95 ms (poll), due at 100 ms, armed at upload (clock.test.ts:line)
     In flight: none
     Queued: "a" of asyncPool(1) since 5 ms, "b" of asyncPool(1) since 5 ms
     Raise \`limits.holdMs\` of \`simulate\` if this work takes that long, or let go of the hold."
    `);
  });

  test('that has a limit of its own is measured by that one', async () => {
    const simulation = simulate(async () => {
      currentClock().hold('start of a worker', 40);
      await sleep(5);
    });

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "The clock has stood still at 0 ms for 40 ms of real time. It is held by:
       start of a worker, for … ms, at clock.test.ts:line
     Pending timers:
       setTimeout of 5 ms, due at 5 ms, armed at clock.test.ts:line
     No task is queued or in flight.
     Raise the test's time limit if this work takes that long, or let go of the hold."
    `);
  });

  test('is measured alone: many short ones after one another are not too long', async () => {
    const { elapsed } = await simulate(
      async () => {
        for (let round = 0; round < 3; round += 1) {
          const release = clock.hold('short');
          await inReality(100);
          release();
          await sleep(10);
        }
      },
      { limits: { holdMs: 250 } },
    );

    expect(elapsed).toBe(30);
  });

  test('holds nothing on the real clock', async () => {
    const { value } = await simulate(
      async () => {
        const release = clock.hold('nothing');
        await sleep(2);
        release();
        return 'passed';
      },
      { clock: 'real' },
    );

    expect(value).toBe('passed');
  });

  test.each([undefined, '', 5])('wants a name, not %p', async (name) => {
    await expect(simulate(() => void clock.hold(name as string))).rejects.toThrow(
      'Expected `name` to be a text that says what is waited for, got',
    );
  });
});

describe('clock.settled', () => {
  test('lets run what can run now, without moving time', async () => {
    const { value } = await simulate(
      async () => {
        const done: string[] = [];
        setTimeout(() => done.push('timer'), 1);
        setImmediate(() => setImmediate(() => done.push('immediates')));
        void readFile(__filename).then(() => done.push('file'));
        void asyncPool(2).map((task) => done.push(`task ${task}`), [1, 2, 3]);
        await clock.settled();
        return [[...done].sort(), clock.now];
      },
      { leaks: 'ignore' },
    );

    expect(value).toEqual([['file', 'immediates', 'task 1', 'task 2', 'task 3'], 0]);
  });

  test('lets timers fire that are due at this instant', async () => {
    const { value } = await simulate(
      async () => {
        const fired: number[] = [];
        setTimeout(() => fired.push(1), 10);
        await sleep(10);
        setTimeout(() => fired.push(2), 1);
        await clock.settled();
        return [fired, clock.now];
      },
      { leaks: 'ignore' },
    );

    expect(value).toEqual([[1], 10]);
  });

  test('can be awaited many times, and by many', async () => {
    const { value } = await simulate(async () => {
      await Promise.all([clock.settled(), clock.settled()]);
      await clock.settled();
      await sleep(3);
      await clock.settled();
      return clock.now;
    });

    expect(value).toBe(3);
  });

  test('resolves one at a time, first asked for first: all that follows runs before the next', async () => {
    const order: string[] = [];

    await simulate(() =>
      Promise.all(
        ['first', 'second'].map(async (name) => {
          await clock.settled();
          order.push(`${name} settled`);
          await readFile(__filename);
          order.push(`${name} has read`);
        }),
      ),
    );

    expect(order).toEqual(['first settled', 'first has read', 'second settled', 'second has read']);
  });

  test('works on the real clock', async () => {
    const { value } = await simulate(() => clock.settled(), { clock: 'real' });

    expect(value).toBeUndefined();
  });
});

test('clock is refused outside a simulation', () => {
  const message = (what: string) =>
    `\`clock.${what}\` was used outside \`simulate\`, where no clock of ours is in force.`;

  expect(() => clock.now).toThrow(message('now'));
  expect(() => clock.hold('x')).toThrow(message('hold'));
  expect(() => clock.settled()).toThrow(message('settled'));
});
