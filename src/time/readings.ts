import crypto from 'node:crypto';
import { isNodeCalling } from './caller';
import { type Patch, install, patch } from './delegates/patch';

/** Something that is different each time it is asked: the clock, or chance. */
export interface Reading {
  readonly of: 'clock' | 'random';
  /** What was called: `Date.now()`. */
  readonly by: string;
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Tells of each look at the clock, and each draw at random, until the returned function is called. What is asked is
 * answered as before. A function that was taken off its object earlier is not seen, and what Node's own code asks for its
 * own ends is not told: `fetch` times itself, and draws the boundary between the parts of a form.
 */
export function noteReadings(note: (reading: Reading) => void): () => void {
  const noted = (of: Reading['of'], by: string, fn: unknown): AnyFunction =>
    new Proxy(fn as AnyFunction, {
      apply: function asked(target, self: unknown, args: unknown[]): unknown {
        if (!isNodeCalling(asked)) note({ of, by });
        return Reflect.apply(target, self, args);
      },
    });
  const on = <T extends object>(of: Reading['of'], target: T, name: string, key: keyof T): Patch =>
    patch(target, key, noted(of, `${name}.${String(key)}()`, target[key]));
  const hrtime = Object.assign(noted('clock', 'process.hrtime()', process.hrtime), {
    bigint: noted('clock', 'process.hrtime.bigint()', process.hrtime.bigint),
  });
  const webCrypto = globalThis.crypto;
  return install([
    patch(globalThis, 'Date', notedDate(note)),
    on('clock', Date, 'Date', 'now'),
    on('clock', performance, 'performance', 'now'),
    patch(process, 'hrtime', hrtime),
    on('clock', process, 'process', 'uptime'),
    on('random', Math, 'Math', 'random'),
    ...(['randomUUID', 'getRandomValues'] as const).map((key) => on('random', webCrypto, 'crypto', key)),
    ...(['randomBytes', 'randomInt', 'randomUUID', 'randomFill', 'randomFillSync'] as const).map((key) =>
      on('random', crypto, 'crypto', key),
    ),
  ]).uninstall;
}

/** A date that is given is no look at the clock. */
function notedDate(note: (reading: Reading) => void): DateConstructor {
  return new Proxy(Date, {
    construct(target, args: unknown[], newTarget) {
      if (args.length === 0) note({ of: 'clock', by: 'new Date()' });
      return Reflect.construct(target, args, newTarget) as object;
    },
    apply(target, self: unknown, args: unknown[]) {
      note({ of: 'clock', by: 'Date()' });
      return Reflect.apply(target as unknown as AnyFunction, self, args);
    },
  });
}
