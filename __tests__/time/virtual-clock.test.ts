import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asyncPool, clock, simulate } from '../../src';
import { currentClock } from '../../src/time/current-clock';
import { natives } from '../../src/time/natives';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a body notes, in order; it ends one virtual second after it has armed everything. */
async function orderOf(body: (note: (what: string) => void) => unknown): Promise<string[]> {
  const order: string[] = [];
  await simulate(async () => {
    await body((what) => order.push(what));
    await sleep(1000);
  });
  return order;
}

describe('time', () => {
  test('moves to the next timer at once: an hour costs no waiting', async () => {
    const began = natives.now();

    const { elapsed } = await simulate(async () => {
      for (let minute = 0; minute < 60; minute += 1) await sleep(60_000);
    });

    expect(elapsed).toBe(3_600_000);
    expect(natives.now() - began).toBeLessThan(2000);
  });

  test('stands still while code runs', async () => {
    const { value } = await simulate(() => {
      const before = performance.now();
      for (const end = natives.now() + 5; natives.now() < end;);
      return performance.now() - before;
    });

    expect(value).toBe(0);
  });

  test('moves to every timer in the order of instants, whatever the order of arming', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 60 }), async (delays) => {
        const fired: (readonly [number, number, number])[] = [];
        await simulate(async () => {
          for (const [rank, ms] of delays.entries()) setTimeout(() => fired.push([clock.now, ms, rank]), ms);
          await sleep(51);
        });
        const inOrder = delays.map((ms, rank) => [ms, ms, rank]).sort(([a, , i], [b, , j]) => a! - b! || i! - j!);
        expect(fired).toEqual(inOrder);
      }),
      { numRuns: 30 },
    );
  });

  test('moves for intervals and timers without a reference as for any other', async () => {
    const { elapsed } = await simulate(
      () =>
        new Promise<void>((resolve) => {
          const timer = setInterval(() => clock.now === 500 && (clearInterval(timer), resolve()), 50).unref();
        }),
    );

    expect(elapsed).toBe(500);
  });
});

describe('at one instant', () => {
  test('what was asked for first comes first: a timer, a sleep, an event, a task', async () => {
    const order = await orderOf(async (note) => {
      await sleep(50);
      const { now } = clock;
      setTimeout(() => note('timer of 1 ms, armed first'), 1);
      void currentClock()
        .sleep(1)
        .then(() => note('sleep of 1 ms'));
      setTimeout(() => note('timer of 1 ms, armed last'), 1);
      currentClock().event(() => note('event at once'));
      void asyncPool(1).map(() => note('task at once'), [1]);
      currentClock().after(0, () => note('callback at once'));
      setTimeout(() => expect(clock.now).toBe(now + 1), 1);
    });

    expect(order).toEqual([
      'event at once',
      'callback at once',
      'task at once',
      'timer of 1 ms, armed first',
      'sleep of 1 ms',
      'timer of 1 ms, armed last',
    ]);
  });

  test('a long timer that was armed sooner fires before a short one that was armed later', async () => {
    const order = await orderOf(async (note) => {
      setTimeout(() => note('armed at 0 for 100'), 100);
      await sleep(90);
      setTimeout(() => note('armed at 90 for 10'), 10);
    });

    expect(order).toEqual(['armed at 0 for 100', 'armed at 90 for 10']);
  });

  test('all that follows one event runs to quiet before the next event', async () => {
    const order = await orderOf((note) => {
      for (const name of ['first', 'second']) {
        const follow = async () => {
          note(name);
          process.nextTick(() => note(`${name}: tick`));
          setImmediate(() => note(`${name}: immediate`));
          for (let hops = 0; hops < 100; hops += 1) await Promise.resolve();
          note(`${name}: promises`);
          await readFile(__filename);
          note(`${name}: file`);
          await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
          note(`${name}: immediates after the file`);
        };
        setTimeout(() => void follow(), 100);
      }
    });

    const consequences = ['', ': tick', ': promises', ': immediate', ': file', ': immediates after the file'];
    expect(order).toEqual(['first', 'second'].flatMap((name) => consequences.map((what) => `${name}${what}`)));
  });

  test('each start of a task is an event of its own', async () => {
    const order = await orderOf((note) =>
      asyncPool(3).map(
        async (name) => {
          note(`${name} starts`);
          await readFile(__filename);
          note(`${name} has read`);
          await sleep(10);
          note(`${name} has slept`);
        },
        ['a', 'b', 'c'],
      ),
    );

    expect(order).toEqual([
      ...['a starts', 'a has read', 'b starts', 'b has read', 'c starts', 'c has read'],
      ...['a has slept', 'b has slept', 'c has slept'],
    ]);
  });

  test('immediates run before the next event, and before time moves', async () => {
    const order = await orderOf(async (note) => {
      currentClock().event(() => note('event'));
      setTimeout(() => note('timer'), 1);
      await new Promise((resolve) => setImmediate(resolve));
      note('immediate');
    });

    expect(order).toEqual(['immediate', 'event', 'timer']);
  });
});

describe('the clock in force', () => {
  test('sleeps, calls back and calls off', async () => {
    const order = await orderOf(async (note) => {
      const { after, sleep: sleepOn } = {
        after: currentClock().after.bind(currentClock()),
        sleep: currentClock().sleep.bind(currentClock()),
      };
      const cancel = after(20, () => note('called off'));
      after(20, () => note('called back'));
      await sleepOn(10);
      cancel();
      cancel();
    });

    expect(order).toEqual(['called back']);
  });

  test.each([-1, NaN, '5'])('refuses to sleep %p', async (ms) => {
    await expect(simulate(() => currentClock().sleep(ms as number))).rejects.toThrow(
      'Expected `ms` to be a number of milliseconds from 0 up',
    );
    await expect(simulate(() => currentClock().after(ms as number, () => undefined))).rejects.toThrow('Expected `ms`');
  });

  test('is over with its simulation: what is armed on it afterwards never fires', async () => {
    const late: string[] = [];
    const { value } = await simulate(() => currentClock());
    const timer = (await simulate(() => setTimeout(() => late.push('refreshed'), 1), { leaks: 'ignore' })).value;

    value.after(0, () => late.push('armed late'));
    timer.refresh();
    await new Promise((resolve) => natives.setTimeout(resolve, 20));

    expect(late).toEqual([]);
  });
});
