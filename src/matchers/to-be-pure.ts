import { UsageError, expected } from '../errors';
import type { Pool } from '../pools/pool';
import { type Examination, examine } from '../purity/examine';
import { type OtherStage, type Unary, then } from '../purity/stage';
import type { AnyFunction } from '../references/loaded-modules';
import { defineMatcher, type Finding, type Voice } from './define-matcher';
import { freshCopy } from './fresh-copy';
import { isPool, onPool } from './on-pool';
import { checkOptions, isBoolean } from './options';
import { otherKind } from './other-kind';

/** How a function is tried, and what it may do that a pure one does not. */
export interface PureOptions {
  /** What it may look at: `'clock'`, `'random'` or both; its results must be the same again even so. */
  readonly allow?: readonly ('clock' | 'random')[];
  /** Whether its module, if one exports it, is loaded a second time, to try a fresh copy of it; default `true`. */
  readonly reload?: boolean;
  /** Tried on this pool too: a `threadPool` or `processPool` for the workers that it is to run in. */
  readonly pool?: Pool;
}

type Args = readonly [inputs: readonly unknown[], options?: PureOptions];

const MOST_LISTED = 10;

/** Is it a pure function? See `LanesMatchers` for what it claims. */
export const toBePure = defineMatcher(
  'toBePure',
  (received, [inputs, options = {}]: Args, { isNot, equals, isPart }) => {
    check(inputs, options);
    if (isPart && options.pool !== undefined) throw notAsAPart('a pool');
    if (typeof received !== 'function') throw otherKind('a function', received);
    const elsewhere = stagesFor(received as AnyFunction, options, equals);
    const examination = examine(received as Unary, inputs, { equals, allow: options.allow ?? [], elsewhere });
    if (isPart && examination instanceof Promise) throw notAsAPart('an asynchronous function');
    return then(examination, (found) => finding(found, inputs, isNot));
  },
);

function stagesFor(fn: AnyFunction, { reload = true, pool }: PureOptions, equals: Voice['equals']): OtherStage[] {
  const copy = reload ? freshCopy(fn, equals) : undefined;
  return [...(copy === undefined ? [] : [copy]), ...(pool === undefined ? [] : [onPool(pool)])];
}

function finding({ faults, outcomes, sameOn, hint }: Examination, inputs: readonly unknown[], isNot: boolean): Finding {
  if (outcomes.every(({ threw }) => threw)) throw threwAlways(outcomes[0]!.value);
  return {
    pass: faults.length === 0,
    actual: faults,
    expected: [],
    words: () => ({
      expected: `${isNot ? 'not ' : ''}a pure function`,
      received: faults.length === 0 ? pureInWords(inputs.length, sameOn) : listed(faults),
      hint,
    }),
  };
}

function check(inputs: unknown, options: PureOptions): void {
  if (!Array.isArray(inputs) || inputs.length === 0) {
    throw expected('inputs', 'an array of at least one input, each given to the function alone', inputs);
  }
  checkOptions(options, { allow: isAllowed, reload: isBoolean, pool: isPool });
}

function isAllowed(name: string, value: unknown): void {
  if (Array.isArray(value) && value.every((one) => one === 'clock' || one === 'random')) return;
  throw expected(name, "an array of 'clock' and 'random'", value);
}

function listed(faults: readonly string[]): string {
  const more = faults.length - MOST_LISTED;
  const shown = faults.slice(0, MOST_LISTED);
  if (faults.length === 1) return shown.join();
  return [`${faults.length} faults:`, ...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

function pureInWords(count: number, sameOn: readonly string[]): string {
  const inputs = count === 1 ? 'one input' : `${count} inputs`;
  const tried = new Intl.ListFormat('en').format(['in two orders', ...sameOn]);
  return `the same results for ${inputs}, ${tried}; nothing changed, no clock read, nothing drawn at random`;
}

function threwAlways(error: unknown): UsageError {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new UsageError(`It threw for every input, so it proves nothing. First it threw ${message}.`);
}

function notAsAPart(what: string): UsageError {
  return new UsageError(
    `\`expect.toBePure\` as a part of an expected value cannot wait for ${what}. ` +
      'Write `await expect(fn).toBePure(inputs)`.',
  );
}
