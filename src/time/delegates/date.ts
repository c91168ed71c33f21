import { inForce } from '../current-clock';
import { natives } from '../natives';
import { type Patch, patch } from './patch';

const NativeDate = natives.Date;

/** What `Date.now()` says when a simulation begins: 2000-01-01T00:00:00.000Z, as in Go's synctest. */
export const BASE_INSTANT_MS: number = NativeDate.UTC(2000, 0, 1);

function now(): number {
  const clock = inForce.virtual;
  return clock === undefined ? natives.dateNow() : Math.trunc(BASE_INSTANT_MS + clock.read());
}

function DelegatingDate(this: unknown, ...args: unknown[]): unknown {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- `Date()` without `new` gives a text
  if (new.target === undefined) return new NativeDate(now()).toString();
  return Reflect.construct(NativeDate, args.length === 0 ? [now()] : args, new.target);
}

/** A `Date` that is Node's in everything but what "now" means. */
function delegatingDate(): DateConstructor {
  const statics = Object.getOwnPropertyDescriptors(NativeDate);
  Object.defineProperties(DelegatingDate, { ...statics, now: { ...statics.now, value: now } });
  return DelegatingDate as unknown as DateConstructor;
}

/** `Date`, wherever it means "now". */
export function datePatches(): Patch[] {
  const value = delegatingDate();
  return [
    patch(globalThis, 'Date', value),
    patch(NativeDate.prototype as object as { constructor: unknown }, 'constructor', value),
    patch(NativeDate, 'now', now),
  ];
}
