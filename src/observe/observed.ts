import { UsageError, expected } from '../errors';
import { JUDGED, type Judged } from '../trace/judged';
import { ORIGINAL } from '../trace/original';
import { SOURCE } from '../trace/source';
import type { Source } from '../trace/span';
import { ANONYMOUS } from '../trace/span-names';
import type { Trace } from '../trace/trace';
import { type LabelOf, Observation } from './observation';
import type { ObservedCall } from './observed-call';

/** Any function; its own type is kept. */
export type AnyFunction = (...args: never[]) => unknown;

/** A function that is observed: the same in all respects, and a matcher can judge its calls. */
export type Observed<F extends AnyFunction> = F & Judged & { readonly [SOURCE]: Source };

/** What an observed function is called; or, as a function of the arguments, what each call of it is called. */
export type Label<F extends AnyFunction> = string | ((...args: Parameters<F>) => string);

/** How an observed function is called. */
export interface Caller {
  /** Makes one call, told to the attendant. */
  call(call: ObservedCall, fn: AnyFunction, self: unknown, args: readonly unknown[]): unknown;
  /** Which of the arguments say what the call is for. */
  inputOf(args: readonly unknown[]): readonly unknown[];
}

const OBSERVATION = Symbol.for('jest-lanes.observation');

/** The observation of a function, if it is observed, by whichever copy of jest-lanes. */
export function observationOf(fn: unknown): Observation | undefined {
  return typeof fn === 'function' ? (fn as { [OBSERVATION]?: Observation })[OBSERVATION] : undefined;
}

/**
 * The same function, observed.
 *
 * A proxy, so that whatever one may ask of a function or a mock is answered as before: its name, its length, its fields.
 *
 * @param more - what it is called if nobody says, default its own name; and what else may be asked of it.
 */
export function observed<F extends AnyFunction>(
  fn: F,
  label: Label<F> | undefined,
  caller: Caller,
  { usualName, extras: others }: { usualName?: string; extras?: readonly (readonly [PropertyKey, unknown])[] } = {},
): Observed<F> {
  check(fn, label);
  const known = observationOf(fn);
  if (known !== undefined) return again(fn as Observed<F>, label);
  const name = typeof label === 'string' ? label : (usualName ?? nameOf(fn));
  const observation = new Observation(name, labelOf(label));
  const extras = new Map<PropertyKey, unknown>([
    [OBSERVATION, observation],
    [ORIGINAL, fn],
    [SOURCE, observation.source],
    [JUDGED, (): Trace => observation.trace[JUDGED]()],
    ...(others ?? []),
  ]);
  const proxy: F = new Proxy(fn, {
    apply: (_, self: unknown, args: readonly unknown[]) =>
      caller.call(observation.call(caller.inputOf(args)), fn, self, args),
    get: (_, key) => (extras.has(key) ? extras.get(key) : fieldOf(fn, key, proxy)),
    has: (_, key) => extras.has(key) || Reflect.has(fn, key),
  });
  return proxy as Observed<F>;
}

function check(fn: unknown, label: unknown): void {
  if (typeof fn !== 'function') throw expected('fn', 'a function', fn);
  if (label === undefined || typeof label === 'function' || (typeof label === 'string' && label !== '')) return;
  throw expected('label', 'a text that names the function, or a function of the arguments that names a call', label);
}

/** One observation of a function is enough: two would write each call down twice. */
function again<F extends AnyFunction>(fn: Observed<F>, label: Label<F> | undefined): Observed<F> {
  if (label === undefined) return fn;
  throw new UsageError(`\`${fn[SOURCE].name}\` is observed already. Give the label where it is first observed.`);
}

/** A mock's methods give the mock, for the next one to be chained to: here, the observed one. */
function fieldOf(fn: AnyFunction, key: PropertyKey, proxy: unknown): unknown {
  const value: unknown = Reflect.get(fn, key);
  if (typeof value !== 'function' || !isMock(fn)) return value;
  return (...args: unknown[]): unknown => {
    const given: unknown = Reflect.apply(value, fn, args);
    return given === fn ? proxy : given;
  };
}

function isMock(fn: object): fn is { getMockName(): string } {
  return (fn as { _isMockFunction?: unknown })._isMockFunction === true;
}

function nameOf(fn: AnyFunction): string {
  // A class may have a static `name` of its own.
  const name: unknown = isMock(fn) ? fn.getMockName() : fn.name;
  return typeof name === 'string' && name !== '' ? name : ANONYMOUS;
}

function labelOf(label: unknown): LabelOf | undefined {
  if (typeof label !== 'function') return undefined;
  return (...args) => {
    const text: unknown = Reflect.apply(label, undefined, args);
    if (typeof text !== 'string') throw expected('label(…)', 'a text', text);
    return text;
  };
}
