import { EventEmitter, addAbortListener, on, once } from 'node:events';
import timersPromises from 'node:timers/promises';
import { aborted } from 'node:util';
import { type Programs, sleep } from './program';

type NodeError = NodeJS.ErrnoException & { cause?: Error };

export const abortPrograms: Programs = {
  'AbortSignal.timeout': async ({ log }) => {
    const signal = AbortSignal.timeout(20);
    signal.addEventListener('abort', ({ type, target }) => log(type, target === signal));
    signal.onabort = () => log('onabort');
    log(signal.aborted, signal.reason);
    await sleep(45);
    const { name, message, code } = signal.reason as DOMException;
    log(signal.aborted, name, message, code, signal.reason instanceof DOMException);
  },

  'AbortSignal.any': async ({ log }) => {
    const any = AbortSignal.any([new AbortController().signal, AbortSignal.timeout(20)]);
    await once(any, 'abort');
    log((any.reason as Error).name, AbortSignal.any([any]).aborted);
  },

  'strange delays of AbortSignal.timeout': async ({ log }) => {
    for (const delay of [-1, 1.5, '20', NaN, undefined, null, 2 ** 32, 2 ** 53, Infinity]) {
      try {
        AbortSignal.timeout(delay as number);
        log(String(delay), 'taken');
      } catch (error) {
        log(String(delay), (error as NodeError).name, (error as NodeError).code);
      }
    }
    const signals = [0, 2 ** 31, 2 ** 31 - 1].map((delay) => AbortSignal.timeout(delay));
    await sleep(20);
    log(signals.map((signal) => signal.aborted));
  },

  'util.aborted and addAbortListener': async ({ log }) => {
    const signal = AbortSignal.timeout(20);
    const resource = {};
    void aborted(signal, resource).then(() => log('aborted'));
    addAbortListener(signal, () => log('listener'));
    await sleep(40);
    log(resource);
  },

  'events.once and events.on': async ({ log }) => {
    const emitter = new EventEmitter();
    const say = ({ name, code, cause, message }: NodeError): void => log(name, code, cause?.name, message);
    setTimeout(() => {
      emitter.emit('go', 1);
      emitter.emit('go', 2);
    }, 15);
    log(await once(emitter, 'go'));
    await once(emitter, 'never', { signal: AbortSignal.timeout(20) }).catch(say);
    setTimeout(() => emitter.emit('error', new Error('bad')), 15);
    await once(emitter, 'never').catch(say);
    const ticks = setInterval(() => emitter.emit('tick', 'tick'), 20);
    const listen = async (): Promise<void> => {
      for await (const [value] of on(emitter, 'tick', { signal: AbortSignal.timeout(70) })) log(value);
    };
    await listen().catch(say);
    clearInterval(ticks);
    log(emitter.listenerCount('never'), emitter.listenerCount('tick'));
  },

  'an abort that clears a timer': async ({ log }) => {
    const controller = new AbortController();
    const timer = setTimeout(log, 40, 'timer');
    controller.signal.addEventListener('abort', () => clearTimeout(timer));
    setTimeout(() => controller.abort(), 20);
    log(await timersPromises.setTimeout(60, 'x', { signal: controller.signal }).catch(({ name }: Error) => name));
    await sleep(40);
  },
};
