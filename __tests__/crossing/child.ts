/** What runs in the child: as a module of jest-worker's, and by itself at the other end of a plain channel. */
import { isMainThread, parentPort } from 'node:worker_threads';
import { pack, packError, unpack } from '../../src/crossing/pack';
import type { Packed } from '../../src/crossing/parcel';
import { THROWN } from './thrown';
import type { Throw } from './thrown';
import { VALUES, isSame } from './values';

/** Whether a value arrived as the child would have made it; and the value, on its way back. */
export interface Echo {
  readonly isTheSame: boolean;
  readonly back: Packed;
}

export interface Child {
  /** Takes in a value of the table. */
  echo(packed: Packed, name: string): Echo;
  /** Throws what the table has under the name. */
  fail(name: Throw): Packed;
  /** Takes in any value, and sends it back. */
  bounce(packed: Packed): Packed;
}

export function echo(packed: Packed, name: string): Echo {
  const value = unpack(packed);
  return { isTheSame: isSame(value, VALUES[name]!()), back: pack(value, 'result') };
}

export function fail(name: Throw): Packed {
  try {
    throw THROWN[name]();
  } catch (error) {
    return packError(error);
  }
}

export function bounce(packed: Packed): Packed {
  return pack(unpack(packed), 'result', { sharesMemory: !isMainThread });
}

const calls = { echo, fail, bounce } as Record<string, (...args: any[]) => unknown>;
type Call = [id: number, method: string, args: unknown[]];
const answer = ([id, method, args]: Call): unknown => [id, calls[method]!(...args)];

if (process.argv.includes('--plain')) {
  if (parentPort === null) process.on('message', (message: Call) => process.send!(answer(message)));
  else parentPort.on('message', (message: Call) => parentPort!.postMessage(answer(message)));
}
