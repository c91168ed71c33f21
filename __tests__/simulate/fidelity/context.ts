import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter, once } from 'node:events';
import timersPromises, { scheduler } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Programs, sleep } from './program';

export const contextPrograms: Programs = {
  'the context of whatever waits': async ({ log }) => {
    const store = new AsyncLocalStorage<string>();
    const say = (what: string): void => log(what, store.getStore());
    const emitter = new EventEmitter();
    store.run('context', () => {
      setTimeout(say, 15, 'timeout');
      const interval = setInterval(() => {
        say('interval');
        clearInterval(interval);
      }, 30);
      setImmediate(say, 'immediate');
      process.nextTick(say, 'tick');
      queueMicrotask(() => say('microtask'));
      void timersPromises.setTimeout(45).then(() => say('timers/promises'));
      void promisify(setTimeout)(60).then(() => say('promisified'));
      AbortSignal.timeout(75).addEventListener('abort', () => say('abort'));
      void once(emitter, 'go').then(() => say('once'));
      void scheduler.wait(105).then(() => say('scheduler'));
      void (async () => {
        for await (const _ of timersPromises.setInterval(120)) return say('iterator');
      })();
    });
    setTimeout(() => store.run('emitter', () => emitter.emit('go')), 90);
    say('outside');
    await sleep(150);
    say('outside');
  },

  'the context of a timer that is refreshed': async ({ log }) => {
    const store = new AsyncLocalStorage<string>();
    const timer = store.run('armed', () => setTimeout(() => log(store.getStore()), 20));
    store.run('refreshed', () => timer.refresh());
    await sleep(40);
    store.run('refreshed after it fired', () => timer.refresh());
    await sleep(40);
  },

  'bind, snapshot and enterWith': async ({ log }) => {
    const store = new AsyncLocalStorage<string>();
    const say = (): void => log(store.getStore());
    const bound = store.run('bound', () => AsyncLocalStorage.bind(say));
    const snapshot = store.run('snapshot', () => AsyncLocalStorage.snapshot());
    setTimeout(bound, 15);
    setTimeout(() => snapshot(say), 30);
    store.enterWith('entered');
    setTimeout(say, 45);
    await sleep(60);
    say();
  },
};
