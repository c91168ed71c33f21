import { EventEmitter, once } from 'node:events';
import { stat } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import timersPromises from 'node:timers/promises';
import { type Programs, type World, sleep } from './program';

function hearAll({ log, hear }: World): void {
  hear('uncaughtException', (error: unknown, origin: string) => log('uncaught', messageOf(error), origin));
}

/** A core module's own error events word errors of Jest's realm differently, so some are told by less than a message. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function thrower(message: string): () => void {
  return () => {
    throw new Error(message);
  };
}

export const errorPrograms: Programs = {
  'thrown in a timeout': async (world) => {
    hearAll(world);
    setTimeout(thrower('timeout'), 15);
    setTimeout(world.log, 15, 'same instant');
    setTimeout(world.log, 30, 'later');
    await sleep(50);
  },

  'thrown in an interval': async (world) => {
    hearAll(world);
    let count = 0;
    const interval = setInterval(() => {
      count += 1;
      if (count === 3) clearInterval(interval);
      throw new Error(`interval ${count}`);
    }, 15);
    await sleep(80);
  },

  'thrown in an immediate': async (world) => {
    hearAll(world);
    setImmediate(thrower('immediate'));
    setImmediate(world.log, 'second immediate');
    await sleep(15);
  },

  'thrown in a tick': async (world) => {
    hearAll(world);
    process.nextTick(thrower('tick'));
    process.nextTick(world.log, 'second tick');
    await sleep(15);
    world.log('end');
  },

  'thrown in a microtask': async (world) => {
    hearAll(world);
    queueMicrotask(thrower('microtask'));
    await sleep(15);
    world.log('end');
  },

  'thrown by an abort listener': async (world) => {
    hearAll(world);
    const signal = AbortSignal.timeout(15);
    signal.addEventListener('abort', thrower('listener'));
    signal.addEventListener('abort', () => world.log('second listener'));
    await sleep(30);
  },

  'thrown in a callback of Node': async (world) => {
    hearAll(world);
    stat('/', thrower('file'));
    await sleep(30);
    world.log('end');
  },

  'thrown in the handler of a server': async (world) => {
    hearAll(world);
    const server = http.createServer(thrower('handler'));
    world.atExit(() => server.close().closeAllConnections());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const request = http.get({ port, host: '127.0.0.1', timeout: 60 });
    request.on('error', ({ code }: NodeJS.ErrnoException) => world.log(code));
    request.on('timeout', () => {
      world.log('timeout');
      request.destroy();
    });
    await new Promise((resolve) => request.on('close', resolve));
    world.log('end');
  },

  'thrown things that are no errors': async (world) => {
    hearAll(world);
    for (const [at, thing] of [null, undefined, 'text', 0].entries()) {
      setTimeout(
        () => {
          throw thing;
        },
        15 * (at + 1),
      );
    }
    await sleep(90);
  },

  'an error event that nobody listens for': async (world) => {
    world.hear('uncaughtException', () => world.log('uncaught'));
    const emitter = new EventEmitter();
    setTimeout(() => emitter.emit('error', new Error('event')), 15);
    await sleep(30);
    world.log('end');
  },

  'a connection refused that nobody listens for': async (world) => {
    world.hear('uncaughtException', ({ code }: NodeJS.ErrnoException) => world.log('uncaught', code));
    http.get({ port: 1, host: '127.0.0.1' });
    await sleep(60);
    world.log('end');
  },

  'a rejection that nobody handles': async (world) => {
    world.hear('unhandledRejection', (reason: Error) => world.log('unhandled', reason.message));
    void Promise.reject(new Error('rejected'));
    void timersPromises.setTimeout(15).then(thrower('rejected later'));
    await sleep(40);
    world.log('end');
  },

  'a rejection that only listeners for errors can hear of': async (world) => {
    hearAll(world);
    setTimeout(() => void Promise.reject(new Error('rejected')), 15);
    await sleep(30);
    world.log('end');
  },

  'a rejection that is handled late': async (world) => {
    world.hear('unhandledRejection', () => world.log('unhandled'));
    world.hear('rejectionHandled', () => world.log('handled'));
    const rejected = Promise.reject(new Error('rejected'));
    setTimeout(() => void rejected.catch(() => world.log('caught')), 20);
    await sleep(40);
  },

  'a listener for once': async (world) => {
    hearAll(world);
    process.once('uncaughtException', () => world.log('once'));
    setTimeout(thrower('first'), 15);
    setTimeout(thrower('second'), 30);
    await sleep(50);
  },

  'events.once and an error': async ({ log }) => {
    const emitter = new EventEmitter();
    setTimeout(() => emitter.emit('error', new Error('bad')), 15);
    log(await once(emitter, 'never').catch(({ message }: Error) => message));
  },
};
