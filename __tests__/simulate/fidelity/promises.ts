import timersPromises, { scheduler } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Programs, inWords, sleep } from './program';

type NodeError = NodeJS.ErrnoException & { cause?: unknown };

export const promisePrograms: Programs = {
  'timers/promises, aborted before, meanwhile and afterwards': async ({ log }) => {
    const say = ({ name, code, message, cause }: NodeError): void =>
      log(name, code, message, cause instanceof Error ? cause.message : cause);
    await timersPromises.setTimeout(20, 'x', { signal: AbortSignal.abort('before') }).catch(say);
    await timersPromises.setImmediate('x', { signal: AbortSignal.abort('before') }).catch(say);
    await promisify(setTimeout)(20, 'x', { signal: AbortSignal.abort('before') }).catch(say);
    const meanwhile = new AbortController();
    setTimeout(() => meanwhile.abort('meanwhile'), 15);
    await timersPromises.setTimeout(40, 'x', { signal: meanwhile.signal }).catch(say);
    const afterwards = new AbortController();
    log(await timersPromises.setTimeout(15, 'value', { signal: afterwards.signal }));
    afterwards.abort();
    log(await timersPromises.setTimeout());
    log(await timersPromises.setImmediate('immediate'));
  },

  'options that Node refuses': async ({ log }) => {
    for (const options of [{ signal: 'no' }, { ref: 1 }, null, 5]) {
      await timersPromises
        .setTimeout(5, 'taken', options as never)
        .then(log, ({ name, code }: NodeError) => log(name, code));
    }
  },

  'strange delays of timers/promises': async ({ log }) => {
    const { signal, abort } = withAbort();
    const waits = [0, -5, NaN, 2 ** 31, 'x', '5', 1.9, null, true, {}].map((delay) =>
      timersPromises.setTimeout(delay as number, inWords(delay), { signal }).then(
        (value) => log(value),
        ({ name, code }: NodeError) => log(inWords(delay), name, code),
      ),
    );
    await sleep(30);
    abort();
    await Promise.all(waits);
  },

  'setInterval of timers/promises': async ({ log }) => {
    let count = 0;
    for await (const value of timersPromises.setInterval(15, 'tick')) {
      log(value, (count += 1));
      if (count === 3) break;
    }
    const { signal, abort } = withAbort();
    setTimeout(abort, 50, 'enough');
    const ticks = async (options: { signal: AbortSignal }): Promise<void> => {
      for await (const value of timersPromises.setInterval(20, 'tock', options)) log(value);
    };
    const say = ({ name, code, cause }: NodeError): void => log(name, code, cause);
    await ticks({ signal }).catch(say);
    await ticks({ signal: AbortSignal.abort('early') }).catch(say);
  },

  'an interval whose consumer is slow': async ({ log }) => {
    let count = 0;
    for await (const value of timersPromises.setInterval(20, 'tick')) {
      log(value, (count += 1));
      if (count === 1) await sleep(70);
      if (count === 5) break;
    }
  },

  'scheduler.wait and scheduler.yield': async ({ log }) => {
    setImmediate(log, 'immediate');
    const yielded = scheduler.yield().then(() => log('yielded'));
    await scheduler.wait(15);
    await yielded;
    log('waited');
    await scheduler.wait(15, { signal: AbortSignal.abort() }).catch(({ name }: NodeError) => log(name));
  },
};

function withAbort(): { signal: AbortSignal; abort: (reason?: unknown) => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason) => controller.abort(reason) };
}
