import timers from 'node:timers';
import { promisify } from 'node:util';
import { type Programs, inWords, sleep } from './program';

const nothing = (): void => undefined;

export const timerPrograms: Programs = {
  'timers of one delay': async ({ log }) => {
    for (const name of ['a', 'b', 'c']) setTimeout(log, 20, name);
    await sleep(40);
  },

  'timers of several delays': async ({ log }) => {
    for (const ms of [60, 20, 40, 80]) setTimeout(log, ms, ms);
    await sleep(100);
  },

  'ticks, promises, immediates and timers, from the body': async ({ log }) => {
    setTimeout(log, 15, 'timeout');
    setImmediate(log, 'immediate');
    process.nextTick(log, 'tick');
    void Promise.resolve().then(() => log('promise'));
    queueMicrotask(() => log('microtask'));
    log('sync');
    await sleep(30);
  },

  'ticks, promises, immediates and timers, from a timer': async ({ log }) => {
    setTimeout(() => {
      setTimeout(log, 15, 'timeout');
      setImmediate(() => {
        log('immediate');
        process.nextTick(log, 'tick in immediate');
        setImmediate(log, 'immediate in immediate');
        void Promise.resolve().then(() => log('promise in immediate'));
      });
      setImmediate(log, 'second immediate');
      process.nextTick(() => {
        log('tick');
        void Promise.resolve().then(() => log('promise in tick'));
        process.nextTick(log, 'tick in tick');
      });
      void Promise.resolve().then(() => {
        log('promise');
        process.nextTick(log, 'tick in promise');
      });
    }, 15);
    await sleep(50);
  },

  'ticks and promises between two timers of one instant': async ({ log }) => {
    setTimeout(() => {
      log('a');
      process.nextTick(log, 'a: tick');
      void Promise.resolve().then(() => log('a: promise'));
    }, 20);
    setTimeout(() => log('b'), 20);
    await sleep(40);
  },

  'nested timers without delay': async ({ log }) => {
    const nest = (depth: number): void => {
      log(depth);
      if (depth < 5) setTimeout(nest, 0, depth + 1);
    };
    nest(0);
    await sleep(50);
  },

  'an interval cleared in its own callback': async ({ log }) => {
    let count = 0;
    const interval = setInterval(() => {
      log((count += 1));
      if (count === 3) clearInterval(interval);
    }, 15);
    await sleep(80);
  },

  'an interval cleared by somebody else': async ({ log }) => {
    const interval = setInterval(log, 20, 'tick');
    setTimeout(() => clearInterval(interval), 70);
    await sleep(110);
  },

  'an asynchronous interval': async ({ log }) => {
    let count = 0;
    const interval = setInterval(() => {
      const run = (count += 1);
      log('begin', run);
      void sleep(45).then(() => log('end', run));
      if (run === 3) clearInterval(interval);
    }, 30);
    await sleep(160);
  },

  'refresh puts a timer off': async ({ log }) => {
    const timer = setTimeout(log, 60, 'refreshed');
    setTimeout(() => timer.refresh(), 30);
    setTimeout(log, 75, 'seventy-five');
    await sleep(110);
  },

  'refresh arms a timer again that has fired': async ({ log }) => {
    const timer = setTimeout(log, 20, 'fired');
    await sleep(40);
    log('refresh');
    timer.refresh();
    await sleep(40);
  },

  'refresh in its own callback': async ({ log }) => {
    let count = 0;
    const timer = setTimeout(() => {
      log((count += 1));
      if (count < 3) timer.refresh();
    }, 15);
    await sleep(80);
  },

  'refresh of an interval in its own callback': async ({ log }) => {
    let count = 0;
    const timer = setInterval(() => {
      log((count += 1));
      if (count === 1) timer.refresh();
      if (count === 3) clearInterval(timer);
    }, 15);
    await sleep(80);
  },

  'refresh of a timer that was cleared': async ({ log }) => {
    const timer = setTimeout(log, 15, 'never');
    clearTimeout(timer);
    timer.refresh();
    await sleep(40);
    log('end');
  },

  'ref, unref and hasRef': async ({ log }) => {
    const timer = setTimeout(log, 15, 'fires while the body waits');
    log(timer.hasRef(), timer.unref() === timer, timer.hasRef(), timer.ref() === timer, timer.hasRef());
    timer.unref();
    const interval = setInterval(nothing, 1000);
    await sleep(30);
    log(timer.hasRef(), interval.hasRef(), interval.unref().hasRef());
    clearInterval(interval);
    log(interval.hasRef());
  },

  'every way to clear a timer': async ({ log }) => {
    clearTimeout(Number(setTimeout(log, 15, 'by number')));
    clearTimeout(String(Number(setTimeout(log, 15, 'by text'))));
    clearInterval(setTimeout(log, 15, 'timeout by clearInterval'));
    clearTimeout(setInterval(log, 15, 'interval by clearTimeout'));
    setTimeout(log, 15, 'by close').close();
    timers.clearTimeout(setTimeout(log, 15, 'by the module'));
    const twice = setTimeout(log, 15, 'twice');
    clearTimeout(twice);
    clearTimeout(twice);
    for (const none of [undefined, null, NaN, 0, '', {}, -1, 'x', nothing, true]) clearTimeout(none as never);
    clearImmediate(setImmediate(log, 'immediate'));
    await sleep(40);
    log('end');
  },

  'a timer clears another of its instant': async ({ log }) => {
    setTimeout(() => {
      log('first');
      clearTimeout(second);
    }, 20);
    const second = setTimeout(log, 20, 'second');
    await sleep(40);
    log('end');
  },

  'a timer as a number': async ({ log }) => {
    const timer = setTimeout(nothing, 15);
    log(typeof timer, Number(timer) > 0, Number(timer) === timer[Symbol.toPrimitive]());
    await sleep(20);
  },

  'this and the arguments of a callback': async ({ log }) => {
    const timer: NodeJS.Timeout = setTimeout(
      function (this: unknown, ...args: unknown[]) {
        log(this === timer, args);
      },
      15,
      1,
      'two',
      null,
    );
    const interval: NodeJS.Timeout = setInterval(
      function (this: unknown, ...args: unknown[]) {
        log(this === interval, args);
        clearInterval(interval);
      },
      30,
      3,
    );
    await sleep(50);
  },

  'callbacks that are none': async ({ log }) => {
    for (const arm of [setTimeout, setInterval, setImmediate]) {
      for (const callback of [undefined, null, 'code', 1, {}]) {
        try {
          arm(callback as never, 10);
          log('taken');
        } catch (error) {
          log((error as NodeJS.ErrnoException).name, (error as NodeJS.ErrnoException).code);
        }
      }
    }
  },

  'strange delays': async ({ log }) => {
    // Those of 1 ms in one go, as 5 ms after them is too near in real time.
    const strange = [0, -5, NaN, 2 ** 31, Infinity, -Infinity, 'x', 0.5, 1.9, undefined, null, true, {}, []];
    for (const delay of strange) setTimeout(log, delay as number, inWords(delay));
    const others = ['25', [50], 75.9, 2 ** 31 - 1].map((delay) => setTimeout(log, delay as number, inWords(delay)));
    await sleep(100);
    others.forEach(clearTimeout);
  },

  'fractions of a delay': async ({ log }) => {
    setTimeout(log, 15.9, 'a');
    setTimeout(log, 15.1, 'b');
    setTimeout(log, '15' as never, 'c');
    await sleep(40);
  },

  'promisified timers': async ({ log }) => {
    setTimeout(log, 15, 'fifteen');
    log(await promisify(setTimeout)(30, 'value'));
    log(await promisify(setImmediate)('immediate'));
    log(await promisify(timers.setTimeout)(15, 'by the module'));
  },

  debounce: async ({ log }) => {
    let timer: NodeJS.Timeout | undefined;
    for (let call = 1; call <= 4; call += 1) {
      clearTimeout(timer);
      timer = setTimeout(log, 40, 'call', call);
      await sleep(15);
    }
    await sleep(60);
  },

  'races of promises': async ({ log }) => {
    log(await Promise.race([sleep(40, 'slow'), sleep(20, 'fast')]));
    const fails = sleep(15).then(() => Promise.reject(new Error('first to settle')));
    log(await Promise.any([sleep(60, 'slow'), fails, sleep(30, 'fast')]));
  },
};
