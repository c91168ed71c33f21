import { ChildProcess } from 'node:child_process';
import { Server, Socket } from 'node:net';
import type * as PerfHooks from 'node:perf_hooks';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import type * as WorkerThreads from 'node:worker_threads';
import { natives } from '../natives';
import { delegatingDate } from './date';
import { type Since, delegate } from './delegate';
import type { Obedience } from './obedience';
import { type Patch, patch } from './patch';

/** Every place at which a delegating function stands for Node's. */
export function places(): Patch[] {
  const inModules = Object.values(PLACES_OF).flatMap((of) => of());
  // A browser-like realm has a `performance` of its own, which counts from its own beginning.
  const isOwn = inModules.every(({ target }) => target !== performance);
  return [...placesAtHand(), ...inModules, ...(isOwn ? [nowOf(performance)] : [])];
}

/** Those in what each process and thread of Node has loaded before it runs anything. */
export function placesAtHand(): Patch[] {
  return [...timing(), ...clocks(), ...others(), ...work()];
}

/** Those in modules of Node that it loads for whoever asks for them, or for a global of theirs, by module. */
export const PLACES_OF = { perf_hooks: performances, worker_threads: threads } as const;

/** A method that is replaced; its `name` stays. */
function on(target: object, key: string, name: keyof Obedience, since?: Since): Patch {
  const methods = target as Record<string, never>;
  return patch(methods, key, delegate(name, methods[key] as never, key, since));
}

/** `setTimeout` and its family, on the global object, in `node:timers` and in `node:timers/promises`. */
function timing(): Patch[] {
  const promised = (['setTimeout', 'setImmediate', 'setInterval'] as const).map((key) =>
    on(timersPromises, key, `${key}Promised`),
  );
  const inModule = (
    ['setTimeout', 'setImmediate', 'setInterval', 'clearTimeout', 'clearInterval', 'clearImmediate'] as const
  ).map((key) => on(timers, key, key));
  for (const place of [0, 1]) {
    const { value } = inModule[place] as { value: { [promisify.custom]?: unknown } };
    value[promisify.custom] = promised[place]!.value;
  }
  return [
    ...promised,
    ...inModule,
    // jsdom has no setImmediate, and code that looks for it must not find one.
    ...inModule.filter(({ key }) => key in globalThis).map((one) => ({ ...one, target: globalThis })),
    on(timersPromises.scheduler, 'wait', 'schedulerWait'),
    on(timersPromises.scheduler, 'yield', 'schedulerYield'),
  ];
}

/** `Date`, wherever it means "now", and what moves together with it. */
function clocks(): Patch[] {
  const now = on(natives.Date, 'now', 'dateNow');
  const date = delegatingDate(now.value as () => number);
  const hrtime = on(process, 'hrtime', 'hrtime');
  Object.assign(hrtime.value as object, { bigint: on(process.hrtime, 'bigint', 'hrtimeBigint').value });
  return [
    patch(globalThis, 'Date', date),
    patch(natives.Date.prototype as object as { constructor: unknown }, 'constructor', date),
    now,
    hrtime,
  ];
}

function performances(): Patch[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late
  return [nowOf((require('node:perf_hooks') as typeof PerfHooks).performance)];
}

function nowOf(clock: { now(): number }): Patch {
  return patch(clock, 'now', delegate('performanceNow', clock.now.bind(clock), 'now'));
}

function others(): Patch[] {
  return [
    on(AbortSignal, 'timeout', 'abortAfter'),
    on(Atomics, 'wait', 'atomicsWait'),
    on(Math, 'random', 'random'),
    ...('fetch' in globalThis ? [on(globalThis, 'fetch', 'fetch')] : []),
  ];
}

/** Threads and ports, from when they are made: a simulation may come upon one that is older. */
function threads(): Patch[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late
  const workerThreads = require('node:worker_threads') as typeof WorkerThreads;
  const { Worker, MessagePort, MessageChannel } = workerThreads;
  const made = (name: 'workerMade' | 'channelMade') => ({
    construct: delegate(name, Reflect.construct, 'construct', 'ever'),
  });
  const channel = patch(workerThreads, 'MessageChannel', new Proxy(MessageChannel, made('channelMade')));
  return [
    patch(workerThreads, 'Worker', new Proxy(Worker, made('workerMade'))),
    channel,
    // In a worker a module may have put another there meanwhile.
    ...(globalThis.MessageChannel === MessageChannel ? [{ ...channel, target: globalThis }] : []),
    on(Worker.prototype, 'postMessage', 'postToWorker', 'ever'),
    on(Worker.prototype, 'terminate', 'terminate'),
    on(MessagePort.prototype, 'postMessage', 'postToPort'),
  ];
}

/** Children, sockets and servers, likewise. */
function work(): Patch[] {
  return [
    on(ChildProcess.prototype, 'spawn', 'spawn', 'ever'),
    on(ChildProcess.prototype, 'kill', 'kill'),
    on(Socket.prototype, 'connect', 'connect', 'ever'),
    on(Socket.prototype, '_writeGeneric', 'write'),
    on(Socket.prototype, 'setTimeout', 'socketTimeout'),
    on(Server.prototype, 'listen', 'listen', 'ever'),
  ];
}
