import { UsageError } from '../errors';
import { attempt } from './attempt';
import type { Packed } from './parcel';
import { isPrimitive } from './parcel';
import { Packing } from './packing';
import { nameOf } from './prototypes';
import { Unpacking } from './unpacking';

/** What the way is like. */
export interface PackOptions {
  /** Whether the other side is a thread, which sees the same memory: a SharedArrayBuffer crosses to it. Default: false. */
  readonly sharesMemory?: boolean;
}

/**
 * Takes a value apart into what every channel to a worker carries, as the value is now.
 *
 * @param value - what structured clone carries, and URL and URLSearchParams; null prototypes are kept too.
 *   An object of a class crosses as its own data. Errors cross as by {@link packError}.
 * @param what - how a refusal calls the value: `inputs`.
 * @throws UsageError if something in the value cannot cross, naming it: "inputs[3].callback is a function".
 */
export function pack(value: unknown, what: string, { sharesMemory = false }: PackOptions = {}): Packed {
  if (isPrimitive(value)) return value;
  return new Packing(what, sharesMemory, false).pack(value);
}

/**
 * Takes apart what a task threw, whatever that is. Never throws.
 *
 * What cannot cross inside of an error stays behind, and a text in its place says so: `'[left behind: a function]'`.
 */
export function packError(thrown: unknown, { sharesMemory = false }: PackOptions = {}): Packed {
  if (isPrimitive(thrown)) return thrown;
  try {
    return new Packing(`What the task threw${shortly(thrown)}`, sharesMemory, true).pack(thrown);
  } catch (error) {
    return new Packing('', false, true).pack(sayingSo(error, thrown));
  }
}

/** By what name a thing that does not cross is known. */
function shortly(thrown: unknown): string {
  const name = typeof thrown === 'symbol' ? String(thrown) : typeof thrown === 'function' ? nameOf(thrown) : '';
  return name === '' ? '' : ` (${name})`;
}

/** Its stack would only lead here. */
function sayingSo(error: unknown, thrown: unknown): Error {
  const why = messageOf(error).split('\n', 1)[0]!;
  const isRefused = error instanceof UsageError;
  const saying = new Error(isRefused ? why : `What the task threw cannot be packed (${why}): ${messageOf(thrown)}`);
  saying.stack = String(saying);
  return saying;
}

function messageOf(error: unknown): string {
  const message = attempt(() => (error as { message?: unknown }).message);
  return typeof message === 'string' ? message : 'without a message';
}

/** Makes the value anew, in the realm in which this runs, from what {@link pack} or {@link packError} made. */
export function unpack(packed: Packed): unknown {
  return isPrimitive(packed) ? packed : new Unpacking(packed).unpack();
}
