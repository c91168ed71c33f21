import { UsageError } from '../errors';
import { shared } from '../realm';
import type { Ms } from '../time/duration';
import { JUDGED, type Judged } from './judged';
import type { Sourced } from './source';
import type { Trace } from './trace';

const RUN = Symbol.for('jest-lanes.run');
const FACTS = Symbol('facts');

/** Under this symbol Jest looks for the names of the properties that it is to copy. */
const SHOWN = Symbol.for('@jest/serializableProperties');
const SHOWN_PROPERTIES = ['value', 'elapsed', 'trace', 'leaks', RUN, FACTS] as const;

/** In input order, or in the order in which tasks finish. */
export type ResultOrder = 'input' | 'finish';

/** What a run is made of. */
export interface RunFacts<I, R, V> {
  /** What was mapped, in input order; left out when the body gave something else than a pool's run. */
  readonly inputs?: readonly I[];
  /** What each input gave, in input order; left out together with `inputs`. */
  readonly results?: readonly R[];
  /** The order of `results`; `'input'` if left out. */
  readonly resultsIn?: ResultOrder;
  readonly value: V;
  /** From the first moment to the last, in milliseconds of the clock in force. */
  readonly elapsed: Ms;
  readonly trace: Trace;
  /** The spans that matchers judge; left out, the top-level spans of `trace`. */
  readonly judged?: Trace;
  /** Timers that outlived the body, in words; none by default. */
  readonly leaks?: readonly string[];
}

/**
 * A finished body, with what it gave and what happened meanwhile. Iterating over it gives its `results`.
 *
 * @example
 * const run = await simulate(() => asyncPool(2).map(double, [1, 2, 3]));
 * [...run] // => [2, 4, 6]
 */
export class Run<I = unknown, R = unknown, V = readonly R[]> implements Iterable<R>, Judged {
  /** What the body gave; for a pool's run, its results. */
  readonly value: V;
  /** How long it took, in milliseconds: virtual ones inside `simulate`, and then exact. */
  readonly elapsed: Ms;
  /** Every span that was recorded. */
  readonly trace: Trace;
  /** Timers that were still armed when the body settled, in words: what, when due, where armed. */
  readonly leaks: readonly string[];
  readonly [RUN] = true;
  /** What it is made of. No private field: Jest judges the copies that it makes. */
  declare private readonly [FACTS]: RunFacts<I, R, V>;

  constructor(facts: RunFacts<I, R, V>) {
    Object.defineProperty(this, FACTS, { value: facts });
    this.value = facts.value;
    this.elapsed = facts.elapsed;
    this.trace = facts.trace;
    this.leaks = facts.leaks ?? [];
  }

  /** @internal What Jest copies of it to show a difference: it would read all getters, and some may throw. */
  get [SHOWN](): readonly PropertyKey[] {
    return SHOWN_PROPERTIES;
  }

  /** The seed that replays it, when it was simulated. */
  get seed(): number | undefined {
    return this.trace.recording.seed;
  }

  /** The order of `results`; undefined if the body gave something else than a pool's run. */
  get resultsIn(): ResultOrder | undefined {
    return this[FACTS].results === undefined ? undefined : (this[FACTS].resultsIn ?? 'input');
  }

  /**
   * What each input gave, in input order.
   *
   * @throws UsageError if the body gave something else than a pool's run.
   */
  get results(): readonly R[] {
    return this[FACTS].results ?? notAMap('results');
  }

  /** What was mapped, in input order. */
  get inputs(): readonly I[] {
    return this[FACTS].inputs ?? notAMap('inputs');
  }

  /**
   * Results by input, as Python's `dict(zip(inputs, results))`; of equal inputs the last counts.
   *
   * @throws UsageError if the body gave something else than a pool's run.
   */
  byInput(): Map<I, R> {
    const results = this[FACTS].results ?? notAMap('byInput()');
    return new Map(this.inputs.map((input, i) => [input, results[i] as R]));
  }

  [Symbol.iterator](): Iterator<R> {
    return this.results[Symbol.iterator]();
  }

  /**
   * The spans of one source, for a matcher to judge: `expect(run.only(server)).toRunInParallel(4)`.
   *
   * @param source - a pool, a server, an observed function, or its name.
   * @throws UsageError if it is none of these, or a name that no source of the run has.
   */
  only(source: Sourced): Trace {
    return this.trace.only(source);
  }

  /** @internal The same run, with these leaks. */
  withLeaks(leaks: readonly string[]): Run<I, R, V> {
    return new Run({ ...this[FACTS], leaks });
  }

  [JUDGED](): Trace {
    return this[FACTS].judged ?? this.trace[JUDGED]();
  }
}

/** Whether a value is a run, made by whichever copy of jest-lanes. */
export function isRun(value: unknown): value is Run {
  return typeof value === 'object' && value !== null && RUN in value;
}

const runs = () => shared('runs-by-error', () => new WeakMap<object, Run>());

/** Remembers which run an error came out of. An error that is no object cannot be remembered. */
export function rememberRun<I, R, V>(error: unknown, run: Run<I, R, V>): void {
  if (isObject(error)) runs().set(error, run as unknown as Run);
}

/**
 * The run that rejected with this error: the error itself is untouched, so it does not say.
 *
 * @returns the last run that rejected with it; `undefined` if none did, or if it is no object.
 * @example
 * const error = await asyncPool(2).map(parse, ['{}', 'oops']).catch((error) => error);
 * runOf(error)?.trace.length // => 2
 */
export function runOf(error: unknown): Run | undefined {
  return isObject(error) ? runs().get(error) : undefined;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function notAMap(member: string): never {
  throw new UsageError(`Expected the body to give a pool's run, which alone has \`${member}\`. Use \`run.value\`.`);
}
