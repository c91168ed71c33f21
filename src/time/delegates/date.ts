import { natives } from '../natives';

const NativeDate = natives.Date;

/** A `Date` that is Node's in everything but what "now" means. */
export function delegatingDate(now: () => number): DateConstructor {
  function DelegatingDate(this: unknown, ...args: unknown[]): unknown {
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- `Date()` without `new` gives a text
    if (new.target === undefined) return new NativeDate(now()).toString();
    return Reflect.construct(NativeDate, args.length === 0 ? [now()] : args, new.target);
  }
  const statics = Object.getOwnPropertyDescriptors(NativeDate);
  Object.defineProperties(DelegatingDate, { ...statics, now: { ...statics.now, value: now } });
  return DelegatingDate as unknown as DateConstructor;
}
