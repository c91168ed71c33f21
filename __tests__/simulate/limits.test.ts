import { describe, expect, test } from '@jest/globals';
import { simulate } from '../../src';
import { currentClock, inForce } from '../../src/time/current-clock';
import { limitsFrom } from '../../src/time/limits';
import { failureOf } from './failure';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const never = () => new Promise(() => undefined);

describe('a simulation is stopped', () => {
  test('after so many events', async () => {
    const simulation = simulate(
      async function retryForEver() {
        for (;;) await sleep(10);
      },
      { limits: { events: 100 } },
    );

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "The simulation passed 100 events at 1010 ms.
     Something arms timers without end, or the limit is too low for this simulation (\`limits\` of \`simulate\`).
     Pending timers:
       setTimeout of 10 ms, due at 1010 ms, armed at limits.test.ts:line"
    `);
  });

  test('naming who arms timers without end, however late', async () => {
    const simulation = simulate(
      async function retryForEver() {
        for (;;) await sleep(10);
      },
      { limits: { events: 5000 } },
    );

    expect(await failureOf(simulation)).toMatch('setTimeout of 10 ms, due at 50.01 s, armed at limits.test.ts:line');
  });

  test('after so much virtual time', async () => {
    const simulation = simulate(
      async function waitTooLong() {
        setTimeout(function onTime() {}, 59_999);
        setTimeout(function tooLate() {}, 60_001);
        await never();
      },
      { limits: { virtualMs: 60_000 } },
    );

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "The simulation passed 60 s of virtual time.
     Something arms timers without end, or the limit is too low for this simulation (\`limits\` of \`simulate\`).
     Pending timers:
       setTimeout of 60.001 s (tooLate), due at 60.001 s, armed at waitTooLong (limits.test.ts:line)"
    `);
  });

  test('after so many firings of what was armed at the instant at which it fires', async () => {
    const simulation = simulate(
      async () => {
        await sleep(5);
        for (;;) await currentClock().sleep(0);
      },
      { limits: { firingsAtOneInstant: 50 } },
    );

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "Time stands still at 5 ms: 50 timers armed there fired there.
     Something arms timers without end, or the limit is too low for this simulation (\`limits\` of \`simulate\`).
     Pending timers:
       sleep of 0 ms, due at 5 ms"
    `);
  });

  test('after so much real time', async () => {
    const simulation = simulate(
      async () => {
        for (;;) await sleep(1);
      },
      { limits: { realMs: 50, events: 10_000_000, virtualMs: Infinity } },
    );

    const message = (await failureOf(simulation))
      ?.replace(/\d+ events, now [\d.]+ m?s/, '… events, now …')
      .replace(/due at .*/, 'due at …');
    expect(message).toMatchInlineSnapshot(`
     "The simulation passed 50 ms of real time (… events, now …).
     Something arms timers without end, or the limit is too low for this simulation (\`limits\` of \`simulate\`).
     Pending timers:
       setTimeout of 1 ms, due at …"
    `);
  });

  test('with a verdict if only intervals are left, naming each and where it was armed', async () => {
    const simulation = simulate(
      function waitForWhatNeverComes() {
        setInterval(function poll() {}, 50);
        setInterval(() => undefined, 1000).unref();
        return never();
      },
      { limits: { virtualMs: 10_000 } },
    );

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "The simulation passed 10 s of virtual time.
     Only intervals are left: what the body waits for will not come.
     Pending timers:
       setInterval of 50 ms (poll), due at 10.05 s, armed at waitForWhatNeverComes (limits.test.ts:line)
       setInterval of 1000 ms, due at 11 s, armed at waitForWhatNeverComes (limits.test.ts:line)"
    `);
  });

  test('naming the soonest five timers, and counting the others', async () => {
    const simulation = simulate(
      function armMany() {
        for (let ms = 1000; ms < 1008; ms += 1) setTimeout(() => undefined, ms);
        return never();
      },
      { limits: { virtualMs: 900 } },
    );

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "The simulation passed 900 ms of virtual time.
     Something arms timers without end, or the limit is too low for this simulation (\`limits\` of \`simulate\`).
     Pending timers:
       setTimeout of 1000 ms, due at 1000 ms, armed at armMany (limits.test.ts:line)
       setTimeout of 1001 ms, due at 1001 ms, armed at armMany (limits.test.ts:line)
       setTimeout of 1002 ms, due at 1002 ms, armed at armMany (limits.test.ts:line)
       setTimeout of 1003 ms, due at 1003 ms, armed at armMany (limits.test.ts:line)
       setTimeout of 1004 ms, due at 1004 ms, armed at armMany (limits.test.ts:line)
       … 3 more"
    `);
  });
});

describe('a limit', () => {
  test('of events, of virtual time and of firings may be reached', async () => {
    const { elapsed } = await simulate(
      async () => {
        for (let i = 0; i < 9; i += 1) await sleep(10);
        for (let i = 0; i < 5; i += 1) await currentClock().sleep(0);
        await sleep(10);
      },
      { limits: { events: 15, virtualMs: 100, firingsAtOneInstant: 5 } },
    );

    expect(elapsed).toBe(100);
  });

  test('is a million events, a day, and a thousand firings at one instant, unless another is set', () => {
    expect(limitsFrom()).toEqual({
      events: 1_000_000,
      virtualMs: 86_400_000,
      firingsAtOneInstant: 1000,
      realMs: Infinity,
      holdMs: 3000,
    });
  });

  test('of real time stays below the time limit of the test', () => {
    const { realMs, holdMs } = limitsFrom({}, 5000);
    expect([realMs, holdMs]).toEqual([4500, 3000]);

    expect(limitsFrom({}, 1000).holdMs).toBe(600);
    expect(limitsFrom({ holdMs: 10_000, realMs: 10_000 }, 1000)).toMatchObject({ holdMs: 10_000, realMs: 10_000 });
  });
});

describe('a busy wait', () => {
  /** What `Date.now` and its like do, without their own costs. */
  const readOften = (times: number) => {
    const { virtual } = inForce;
    for (let read = 0; read < times; read += 1) virtual!.read();
  };
  const spin = () => {
    for (const end = Date.now() + 10; Date.now() < end;);
  };

  test('is stopped after a million reads, and named', async () => {
    const simulation = simulate(async function work() {
      await sleep(40);
      spin();
    });

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "The clock was read 1000000 times at 40 ms without a break (at spin (limits.test.ts:line)): a busy wait. A virtual clock stands still while code runs.
     Simulate work of the processor with \`await compute(ms)\`."
    `);
  });

  const reads: Record<string, () => unknown> = {
    'new Date()': () => new Date(),
    'performance.now()': () => performance.now(),
    'process.hrtime()': () => process.hrtime(),
    'process.hrtime.bigint()': () => process.hrtime.bigint(),
  };

  test.each(Object.keys(reads))('is noticed by %s', async (name) => {
    const read = reads[name]!;

    await simulate(() => {
      readOften(1_000_000);
      expect(read).toThrow('a busy wait');
    });
  });

  test('is none if the loop comes round in between', async () => {
    const { value } = await simulate(async () => {
      for (let turn = 0; turn < 3; turn += 1) {
        readOften(999_999);
        Date.now();
        await new Promise((resolve) => setImmediate(resolve));
      }
      return 'passed';
    });

    expect(value).toBe('passed');
  });
});
