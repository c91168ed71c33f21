import timers from 'node:timers';
import promises, { scheduler, setInterval as everyPromised, setTimeout as sleepPromised } from 'node:timers/promises';
import { promisify } from 'node:util';

/** What each kind of timer does, told with the instant: the tests of worker pools have workers run these. */

const { setTimeout: captured } = timers;

type Told = readonly [what: string, at: number];

/** Has a script run and tells what it said, each with its instant. */
async function told(script: (say: (what: string) => void) => Promise<void>): Promise<Told[]> {
  const log: Told[] = [];
  await script((what) => log.push([what, performance.now()]));
  return log;
}

const SCRIPTS: Record<string, (say: (what: string) => void) => Promise<void>> = {
  timeout: async (say) => {
    await new Promise((wake) => setTimeout(wake, 100));
    say('global');
    await new Promise((wake) => captured(wake, 100));
    say('captured');
    await promisify(setTimeout)(100);
    say('promisified');
  },
  cleared: async (say) => {
    const never = setTimeout(() => say('never'), 10);
    clearTimeout(never);
    clearTimeout(Number(setTimeout(() => say('never'), 20)));
    await sleepPromised(50);
    say('nothing came');
  },
  interval: async (say) => {
    await new Promise<void>((done) => {
      let turns = 0;
      const interval = setInterval(() => {
        say(`turn ${(turns += 1)}`);
        if (turns < 4) return;
        clearInterval(interval);
        done();
      }, 30);
    });
  },
  refresh: async (say) => {
    const timeout = setTimeout(() => say('refreshed once'), 100);
    await sleepPromised(60);
    timeout.refresh();
    await sleepPromised(60);
    say('not yet');
    await sleepPromised(60);
    timeout.refresh();
    await sleepPromised(150);
    say('fired anew');
  },
  promises: async (say) => {
    say(await sleepPromised(10, 'a value'));
    say(await promises.setImmediate('at once'));
    await scheduler.wait(10);
    say('scheduler');
    let turns = 0;
    for await (const value of everyPromised(20, 'turn')) {
      say(`${value} ${(turns += 1)}`);
      if (turns === 3) break;
    }
    const error = await sleepPromised(1000, undefined, { signal: AbortSignal.timeout(5) }).catch(
      (error: Error) => error,
    );
    say(String(error));
  },
  'unref’d': async (say) => {
    await new Promise<void>((wake) => setTimeout(wake, 40).unref());
    say('drove the clock');
  },
  immediate: async (say) => {
    setImmediate(() => say('immediate'));
    process.nextTick(() => say('tick'));
    queueMicrotask(() => say('microtask'));
    await new Promise((wake) => setTimeout(wake, 1));
    say('timeout');
  },
  ties: async (say) => {
    await Promise.all([
      sleepPromised(100).then(() => say('100 armed at 0')),
      sleepPromised(90)
        .then(() => sleepPromised(10))
        .then(() => say('10 armed at 90')),
      new Promise((wake) => setTimeout(wake, 100)).then(() => say('the other 100')),
    ]);
  },
};

export const timerScripts: readonly string[] = Object.keys(SCRIPTS);

export async function tellTimers(script: string): Promise<Told[]> {
  return told(SCRIPTS[script]!);
}

/** All clocks at once, at their instants. */
export async function readClocks(ms: number): Promise<unknown[]> {
  const read = () => [
    Date.now(),
    new Date().toISOString(),
    performance.now(),
    process.hrtime(),
    String(process.hrtime.bigint()),
  ];
  const before = read();
  await sleepPromised(ms);
  return [before, read()];
}

/** What an aborting signal says, and when. */
export async function timeOut(ms: number): Promise<unknown[]> {
  const signal = AbortSignal.any([AbortSignal.timeout(ms), AbortSignal.timeout(10 * ms)]);
  await new Promise((aborted) => signal.addEventListener('abort', aborted));
  const { name, message } = signal.reason as DOMException;
  return [name, message, signal.reason instanceof DOMException, Date.now()];
}

/** Numbers drawn before and after a sleep. */
export async function drawRandom(ms: number): Promise<number[]> {
  const first = Math.random();
  await sleepPromised(ms);
  return [first, Math.random(), Math.random()];
}

export const drawAtOnce = (): number => Math.random();
