import timersPromises, { scheduler, setImmediate, setInterval, setTimeout } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { type SimulateOptions, clock, simulate } from '../../../src';

// Taken off before any simulation began, as a module does when it loads.
const { setTimeout: earlyTimeout } = timersPromises;

const bothClocks = ['virtual', 'real'] as const;

const firstOf = (iterable: AsyncIterable<unknown>) => iterable[Symbol.asyncIterator]().next();

/** What a body gives, or how it fails, without what differs between realms. */
async function outcome(body: () => unknown, clock: SimulateOptions['clock'] = 'virtual'): Promise<unknown> {
  try {
    return (await simulate(body, { clock, leaks: 'error' })).value;
  } catch (error) {
    const { name, message, code, cause } = error as Error & { code?: unknown };
    return { name, message, code, cause };
  }
}

async function instantOf(body: () => Promise<unknown>): Promise<unknown> {
  const { value, elapsed } = await simulate(body);
  return [value, elapsed];
}

describe('the promised setTimeout', () => {
  test('gives its value at its instant, also when captured early', async () => {
    expect(await instantOf(() => setTimeout(3000, 'value'))).toEqual(['value', 3000]);
    expect(await instantOf(() => earlyTimeout(3000, 'value'))).toEqual(['value', 3000]);
    expect(await instantOf(() => setTimeout())).toEqual([undefined, 1]);
  });

  test('heeds a signal that aborts meanwhile, at that instant, and leaves no timer', async () => {
    const { value, elapsed, leaks } = await simulate(async () => {
      const abort = new AbortController();
      globalThis.setTimeout(() => abort.abort('enough'), 200);
      return setTimeout(1000, 'value', { signal: abort.signal }).catch((error: Error) => error.cause);
    });

    expect([value, elapsed, leaks]).toEqual(['enough', 200, []]);
  });

  test('lets go of its signal when it fires', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    Object.assign(signal, {
      addEventListener: (...args: Parameters<typeof add>) => ((listeners += 1), add(...args)),
      removeEventListener: (...args: Parameters<typeof remove>) => ((listeners -= 1), remove(...args)),
    });

    await simulate(() => Promise.all([setTimeout(10, 1, { signal }), setImmediate(1, { signal })]));

    expect(listeners).toBe(0);
  });

  test('with `ref: false` is no leak', async () => {
    const leaksOf = async (ref: boolean) =>
      (await simulate(() => void setTimeout(10, 'value', { ref }), { leaks: 'ignore' })).leaks.length;

    expect([await leaksOf(true), await leaksOf(false)]).toEqual([1, 0]);
  });
});

describe('the promised setInterval', () => {
  test('gives a turn at each of its instants', async () => {
    const { value } = await simulate(async () => {
      const turns: unknown[] = [];
      for await (const what of setInterval(100, 'tick')) {
        turns.push([clock.now, what]);
        if (turns.length === 3) break;
      }
      return turns;
    });

    expect(value).toEqual([
      [100, 'tick'],
      [200, 'tick'],
      [300, 'tick'],
    ]);
  });

  test('keeps the turns that fell due while its reader was busy', async () => {
    const { value } = await simulate(async () => {
      const turns: unknown[] = [];
      for await (const what of setInterval(100, 'tick')) {
        turns.push([clock.now, what]);
        if (turns.length === 1) await setTimeout(250);
        if (turns.length === 4) break;
      }
      return turns;
    });

    // Read at 100, then busy until 350: the turns of 200 and 300 are read there.
    expect(value).toEqual([100, 350, 350, 400].map((at) => [at, 'tick']));
  });

  test('is stopped by the end of its loop', async () => {
    const { elapsed, leaks } = await simulate(async () => {
      for await (const tick of setInterval(100, 'tick')) if (tick === 'tick') break;
    });

    expect([elapsed, leaks]).toEqual([100, []]);
  });
});

describe('setImmediate and the scheduler', () => {
  test('a promised immediate takes no time', async () => {
    expect(await instantOf(() => setImmediate('value'))).toEqual(['value', 0]);
  });

  test('scheduler.wait waits on the clock, scheduler.yield does not', async () => {
    expect(await instantOf(() => scheduler.wait(700))).toEqual([undefined, 700]);
    expect(await instantOf(() => scheduler.yield())).toEqual([undefined, 0]);
  });
});

describe('the outcome is the same on both clocks', () => {
  const aborted = (reason?: unknown) => ({ signal: AbortSignal.abort(reason) });
  const abortedSoon = () => {
    const abort = new AbortController();
    globalThis.setTimeout(() => abort.abort('soon'), 2);
    return { signal: abort.signal };
  };
  const programs: Record<string, () => unknown> = {
    'setTimeout, aborted before': () => setTimeout(1, 'value', aborted('why')),
    'setTimeout, aborted before, without a reason': () => setTimeout(1, 'value', aborted()),
    'setTimeout, aborted meanwhile': () => setTimeout(1000, 'value', abortedSoon()),
    'setTimeout, with a signal that is none': () => setTimeout(1, 'value', { signal: 'signal' } as never),
    'setTimeout, with a ref that is none': () => setTimeout(1, 'value', { ref: 1 } as never),
    'setTimeout, with options that are none': () => setTimeout(1, 'value', 'options' as never),
    'setTimeout, with options of null': () => setTimeout(1, 'value', null as never),
    'setTimeout, with a delay that is none': () => setTimeout('2' as never, 'value'),
    'setImmediate, aborted before': () => setImmediate('value', aborted('why')),
    'setImmediate, aborted meanwhile': () => {
      const abort = new AbortController();
      queueMicrotask(() => abort.abort('at once'));
      return setImmediate('value', abort);
    },
    'setImmediate, with a signal that is none': () => setImmediate('value', { signal: 1 } as never),
    'setInterval, aborted before': () => firstOf(setInterval(1, 'value', aborted('why'))),
    'setInterval, aborted meanwhile': () => firstOf(setInterval(1000, 'value', abortedSoon())),
    'setInterval, with a signal that is none': () => firstOf(setInterval(1, 'value', { signal: 1 } as never)),
    'setInterval, with a delay that is none': () => firstOf(setInterval('2' as never)),
    'scheduler.wait, aborted before': () => scheduler.wait(1, aborted('why')),
    'scheduler.wait, with a delay that is none': () => scheduler.wait('2' as never),
    'scheduler.wait, with options that are none': () => scheduler.wait(1, 'options' as never),
  };

  test.each(Object.keys(programs))('of %s', async (name) => {
    const [virtual, real] = await inTurn(bothClocks.map((kind) => () => outcome(programs[name]!, kind)));

    expect(virtual).toEqual(real);
  });
});

async function inTurn<T>(makes: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const made: T[] = [];
  for (const make of makes) made.push(await make());
  return made;
}
