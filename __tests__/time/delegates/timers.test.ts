import { AsyncLocalStorage } from 'node:async_hooks';
import timers from 'node:timers';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { clock, simulate } from '../../../src';
import { natives } from '../../../src/time/natives';

// Taken off before any simulation began, as a module does when it loads.
const { setTimeout: earlySetTimeout, setInterval: earlySetInterval, clearInterval: earlyClearInterval } = timers;
const earlyPromise = promisify(setTimeout);

/** Runs a body, lets time pass, and gives what was noted meanwhile, each with its virtual instant. */
async function noted(body: (note: (what: unknown) => void) => unknown, ms = 10_000): Promise<unknown[]> {
  const notes: unknown[] = [];
  await simulate(
    async () => {
      await body((what) => notes.push([clock.now, what]));
      await new Promise((resolve) => setTimeout(resolve, ms));
    },
    { leaks: 'ignore' },
  );
  return notes;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('setTimeout', () => {
  test('fires once, at its delay, with its arguments and itself as `this`', async () => {
    const selves: unknown[] = [];

    const notes = await noted((note) => {
      const timer = setTimeout(
        function (this: unknown, ...args: unknown[]) {
          selves.push(this);
          note(args);
        },
        3000,
        'a',
        2,
      );
      selves.push(timer);
    });

    expect(notes).toEqual([[3000, ['a', 2]]]);
    expect(selves[1]).toBe(selves[0]);
  });

  test.each([
    [0, 1],
    [-5, 1],
    [NaN, 1],
    [undefined, 1],
    [1.9, 1],
    ['7', 7],
    [2 ** 31, 1],
  ])('reads a delay of %p as Node does, as %p', async (delay, due) => {
    expect(await noted((note) => setTimeout(note, delay as number, 'fired'))).toEqual([[due, 'fired']]);
  });

  test('of node:timers, and one that was captured early, obey the clock too', async () => {
    const notes = await noted((note) => {
      timers.setTimeout(note, 5000, 'node:timers');
      earlySetTimeout(note, 4000, 'captured');
    });

    expect(notes).toEqual([
      [4000, 'captured'],
      [5000, 'node:timers'],
    ]);
  });

  test('promisified gives its value at its instant, also if it was promisified early', async () => {
    const notes = await noted(async (note) => {
      note(await promisify(setTimeout)(300, 'now'));
      note(await promisify(timers.setTimeout)(300, 'from node:timers'));
      note(await earlyPromise(300, 'early'));
    });

    expect(notes).toEqual([
      [300, 'now'],
      [600, 'from node:timers'],
      [900, 'early'],
    ]);
  });

  test('refuses what is no function in the words of Node', async () => {
    await simulate(() => {
      for (const arm of [setTimeout, setInterval, setImmediate]) {
        expect(() => arm('code' as never)).toThrow(
          'The "callback" argument must be of type function. Received type string (\'code\')',
        );
      }
    });
  });

  test('outside a simulation is the real one', async () => {
    const began = natives.now();

    await new Promise((resolve) => setTimeout(resolve, 5));

    expect(natives.now() - began).toBeGreaterThanOrEqual(4);
  });
});

describe('a timer is called off', () => {
  const arm = (note: (what: unknown) => void): NodeJS.Timeout => setTimeout(note, 100, 'fired');
  const ways: Record<string, (timer: NodeJS.Timeout) => unknown> = {
    clearTimeout: (timer) => clearTimeout(timer),
    clearInterval: (timer) => clearInterval(timer),
    'clearTimeout of node:timers': (timer) => timers.clearTimeout(timer),
    'clearTimeout with its number': (timer) => clearTimeout(Number(timer)),
    'clearTimeout with its number as text': (timer) => clearTimeout(String(Number(timer))),
    'the native clearTimeout, which core modules captured': (timer) => natives.clearTimeout(timer),
    'the native clearInterval': (timer) => natives.clearInterval(timer),
    'timer.close()': (timer) => timer.close(),
    'timer[Symbol.dispose]()': (timer) => timer[Symbol.dispose](),
  };

  test.each(Object.keys(ways))('by %s', async (way) => {
    expect(await noted((note) => ways[way]!(arm(note)))).toEqual([]);
    expect(await noted((note) => ways[way]!(setInterval(note, 100, 'fired')))).toEqual([]);
  });

  test('and clearing it again, or what is no timer, does nothing', async () => {
    const notes = await noted((note) => {
      const timer = arm(note);
      for (const handle of [timer, timer, Number(timer), undefined, null, 'x', 4711, {}]) clearTimeout(handle as never);
      setTimeout(note, 200, 'other');
    });

    expect(notes).toEqual([[200, 'other']]);
  });

  test('by its number only once it was asked for: numbers are not guessed', async () => {
    const notes = await noted((note) => {
      const first = Number(arm(note));
      clearTimeout(first + 1);
    });

    expect(notes).toEqual([[100, 'fired']]);
  });

  test('inside a simulation though it was armed outside, on the real clock', async () => {
    let fired = false;
    const outside = setTimeout(() => (fired = true), 1);

    await simulate(() => clearTimeout(outside));
    await new Promise((resolve) => natives.setTimeout(resolve, 5));

    expect(fired).toBe(false);
  });
});

describe('the timer that setTimeout returns', () => {
  test('starts anew with `refresh`, from the instant at which that is called', async () => {
    const notes = await noted(async (note) => {
      const timer = setTimeout(note, 1000, 'fired');
      await sleep(600);
      expect(timer.refresh()).toBe(timer);
    });

    expect(notes).toEqual([[1600, 'fired']]);
  });

  test('fires again if it is refreshed after it fired, and not if it was cleared', async () => {
    const notes = await noted(async (note) => {
      const [fires, cleared] = [setTimeout(note, 100, 'fires'), setTimeout(note, 100, 'cleared')];
      clearTimeout(cleared);
      await sleep(500);
      fires.refresh();
      cleared.refresh();
    });

    expect(notes).toEqual([
      [100, 'fires'],
      [600, 'fires'],
    ]);
  });

  test('goes behind those armed meanwhile when it is refreshed', async () => {
    const notes = await noted((note) => {
      const first = setTimeout(note, 100, 'first');
      setTimeout(note, 100, 'second');
      first.refresh();
    });

    expect(notes).toEqual([
      [100, 'second'],
      [100, 'first'],
    ]);
  });

  test('tells whether it keeps a process alive, and fires either way', async () => {
    const notes = await noted((note) => {
      const timer = setTimeout(note, 100, 'fired');
      expect(timer.hasRef()).toBe(true);
      expect(timer.unref().hasRef()).toBe(false);
      expect(timer.ref().hasRef()).toBe(true);
      expect(timer.unref()).toBe(timer);
    });

    expect(notes).toEqual([[100, 'fired']]);
  });

  test('is a number when one is asked for, the same each time and another for each timer', async () => {
    await noted(() => {
      const [one, other] = [setTimeout(() => undefined, 1), setTimeout(() => undefined, 1)];
      expect(+one).toBe(Number(one));
      expect(Number.isInteger(+one)).toBe(true);
      expect(+one).not.toBe(+other);
    });
  });

  test('is disposed of at the end of its block', async () => {
    const notes = await noted((note) => {
      {
        using timer = setTimeout(note, 100, 'fired');
        expect(timer.hasRef()).toBe(true);
      }
    });

    expect(notes).toEqual([]);
  });
});

describe('setInterval', () => {
  test('fires again and again, until it is cleared, also by its own callback', async () => {
    const notes = await noted((note) => {
      const timer = setInterval(() => {
        note('tick');
        if (clock.now === 900) clearInterval(timer);
      }, 300);
    });

    expect(notes).toEqual([
      [300, 'tick'],
      [600, 'tick'],
      [900, 'tick'],
    ]);
  });

  test('passes its arguments and itself, every time', async () => {
    const selves = new Set();

    const notes = await noted((note) => {
      const timer = earlySetInterval(
        function (this: unknown, what: string) {
          selves.add(this);
          note(what);
          if (selves.size === 1 && clock.now >= 20) earlyClearInterval(timer);
        },
        10,
        'tick',
      );
      selves.add(timer);
    }, 1000);

    expect(selves.size).toBe(1);
    expect(notes).toEqual([
      [10, 'tick'],
      [20, 'tick'],
    ]);
  });

  test('counts from where it is refreshed', async () => {
    const notes = await noted(async (note) => {
      const timer = setInterval(note, 100, 'tick');
      await sleep(50);
      timer.refresh();
      await sleep(250);
      clearInterval(timer);
    });

    expect(notes).toEqual([
      [150, 'tick'],
      [250, 'tick'],
    ]);
  });
});

describe('setImmediate', () => {
  test('runs before time moves, in order, however many follow one another', async () => {
    const notes = await noted((note) => {
      setTimeout(note, 1, 'timer');
      const again = (left: number): void => void setImmediate(() => (left === 0 ? note('immediate') : again(left - 1)));
      again(50);
      setImmediate(note, 'first');
    });

    expect(notes).toEqual([
      [0, 'first'],
      [0, 'immediate'],
      [1, 'timer'],
    ]);
  });

  test('is cleared, and promisified, as ever', async () => {
    const notes = await noted(async (note) => {
      clearImmediate(setImmediate(note, 'cleared'));
      note(await promisify(setImmediate)('promised'));
      timers.clearImmediate(timers.setImmediate(note, 'cleared'));
    });

    expect(notes).toEqual([[0, 'promised']]);
  });
});

describe('process.nextTick, queueMicrotask and promises', () => {
  test('are never faked: they run in their own order, and take no time', async () => {
    const notes = await noted((note) => {
      setTimeout(note, 1, 'timer');
      setImmediate(note, 'immediate');
      void Promise.resolve().then(() => note('promise'));
      queueMicrotask(() => note('microtask'));
      process.nextTick(note, 'tick');
    });

    expect(notes.map((entry) => (entry as unknown[])[1])).toEqual([
      'promise',
      'microtask',
      'tick',
      'immediate',
      'timer',
    ]);
  });
});

describe('a callback that throws', () => {
  test.each(['setTimeout', 'setInterval', 'setImmediate'] as const)('in %s fails the simulation', async (name) => {
    const failure = new Error('thrown by a callback');
    const arm = globalThis[name] as (callback: () => void) => unknown;

    const simulation = simulate(async () => {
      arm(() => {
        throw failure;
      });
      await sleep(100);
    });

    await expect(simulation).rejects.toBe(failure);
  });

  test("goes to the user's own uncaughtException listeners instead, as in Node", async () => {
    const caught: unknown[] = [];
    const listener = (error: Error, origin: string) => caught.push([clock.now, error.message, origin]);
    process.on('uncaughtException', listener);

    const run = await simulate(async () => {
      const ticks = setInterval(() => {
        throw new Error('tick');
      }, 10);
      await sleep(25);
      clearInterval(ticks);
      return 'went on';
    }).finally(() => process.off('uncaughtException', listener));

    expect(run.value).toBe('went on');
    expect(caught).toEqual([
      [10, 'tick', 'uncaughtException'],
      [20, 'tick', 'uncaughtException'],
    ]);
  });
});

describe('AsyncLocalStorage survives', () => {
  const storage = new AsyncLocalStorage<string>();
  const kinds: Record<string, (done: () => void) => unknown> = {
    setTimeout: (done) => setTimeout(done, 10),
    setInterval: (done) => {
      const timer = setInterval(() => {
        clearInterval(timer);
        done();
      }, 10);
    },
    setImmediate: (done) => setImmediate(done),
    'a timer that is refreshed elsewhere': (done) => {
      const timer = setTimeout(done, 10);
      storage.exit(() => timer.refresh());
    },
    'timers/promises': async (done) => {
      await timers.promises.setTimeout(10);
      done();
    },
    'an interval of timers/promises': async (done) => {
      await timers.promises.setInterval(10)[Symbol.asyncIterator]().next();
      done();
    },
    'scheduler.wait': async (done) => {
      await timers.promises.scheduler.wait(10);
      done();
    },
    'AbortSignal.timeout': (done) => AbortSignal.timeout(10).addEventListener('abort', done),
    'clock.settled': async (done) => {
      await clock.settled();
      done();
    },
  };

  test.each(Object.keys(kinds))('%s', async (kind) => {
    const { value } = await simulate(
      () =>
        new Promise((resolve) => {
          storage.run('mine', () => void kinds[kind]!(() => resolve(storage.getStore())));
          storage.run('not mine', () => void setTimeout(() => undefined, 10));
        }),
      { leaks: 'ignore' },
    );

    expect(value).toBe('mine');
  });
});
