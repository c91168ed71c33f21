/** What the tests of worker pools have workers do wrong. */
import { appendFileSync } from 'node:fs';
import { sleep } from './sleeping';

/** How a worker can come to its end. */
export type Fault =
  | 'none'
  | 'throw'
  | 'sigkill'
  | 'sigterm'
  | 'sigsegv'
  | 'abort'
  | 'exit 0'
  | 'exit 1'
  | 'exit 137'
  | 'memory'
  | 'uncaught'
  | 'uncaught undefined'
  | 'uncaught at length'
  | 'unhandled'
  | 'spin'
  | 'hang';

/** Sleeps for a moment, and then does as it is told. */
export async function fail([fault, ms]: readonly [fault: Fault, ms: number]): Promise<string> {
  await sleep(ms);
  switch (fault) {
    case 'none':
      return 'done';
    case 'throw':
      throw new TypeError('thrown by the task');
    case 'sigkill':
    case 'sigterm':
    case 'sigsegv':
      process.kill(process.pid, fault.toUpperCase());
      return forEver();
    case 'abort':
      return process.abort();
    case 'exit 0':
    case 'exit 1':
    case 'exit 137':
      return process.exit(Number(fault.slice(5)));
    case 'memory':
      return fillMemory();
    case 'uncaught':
      setImmediate(() => {
        throw new RangeError('thrown outside of the task');
      });
      return forEver();
    case 'uncaught undefined':
      setImmediate(() => {
        throw undefined;
      });
      return forEver();
    case 'uncaught at length':
      setImmediate(() => {
        throw new RangeError(`much to say: ${'\u0001'.repeat(50_000)}`);
      });
      return forEver();
    case 'unhandled':
      void Promise.reject(new RangeError('rejected and not handled'));
      return forEver();
    case 'spin':
      for (;;);
    case 'hang':
      return forEver();
  }
}

function forEver(): Promise<never> {
  return new Promise(() => setInterval(() => undefined, 1000));
}

function fillMemory(): never {
  const kept: unknown[] = [];
  for (;;) kept.push(new Array(100_000).fill(kept.length));
}

export async function printThenFail(input: readonly [fault: Fault, ms: number]): Promise<string> {
  process.stderr.write('the last that it said\n');
  return fail(input);
}

/** What Node prints when it runs out of memory, and no more. */
export function printOutOfMemory(): string {
  console.error('FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory');
  return 'went on';
}

export const pidAfter = async (ms: number): Promise<number> => {
  await sleep(ms);
  return process.pid;
};

let runs = 0;

/** How often this very worker has run it. */
export const countRuns = (): number => (runs += 1);

/** Fails if it is told to; the others only say their names. */
export function failAt([name, fault]: readonly [name: string, fault?: Fault]): string | Promise<string> {
  return fault === undefined ? name : fail([fault, 0]);
}

/** Takes a while of real time, whatever clock there is. */
export function work(ms: number): number {
  const end = process.hrtime.bigint() + BigInt(ms * 1e6);
  while (process.hrtime.bigint() < end);
  return ms;
}

/** Adds a line to a file, and never comes back. */
export function announceAndSpin(file: string): never {
  appendFileSync(file, `${process.pid}\n`);
  for (;;);
}

/** Adds a line to a file, and fails as it is told. */
export async function announceAndFail([file, fault]: readonly [file: string, fault: Fault]): Promise<string> {
  appendFileSync(file, `${process.pid}\n`);
  return fail([fault, 0]);
}
