import { UsageError, expected } from '../errors';
import { type Examination, examine } from '../purity/examine';
import { type Unary, then } from '../purity/stage';
import { defineMatcher, type Finding } from './define-matcher';
import { checkOptions } from './options';

/** What a pure function may look at all the same. */
export interface PureOptions {
  /** `'clock'`, `'random'` or both; its results must be the same again even so. */
  readonly allow?: readonly ('clock' | 'random')[];
}

type Args = readonly [inputs: readonly unknown[], options?: PureOptions];

const MOST_LISTED = 10;

/** Is it a pure function? See `LanesMatchers` for what it claims. */
export const toBePure = defineMatcher(
  'toBePure',
  (received, [inputs, options = {}]: Args, { isNot, equals, isPart }) => {
    check(received, inputs, options);
    const examination = examine(received as Unary, inputs, { equals, allow: options.allow ?? [] });
    if (isPart && examination instanceof Promise) throw notAsAPart();
    return then(examination, (found) => finding(found, inputs, isNot));
  },
);

function finding({ faults, outcomes }: Examination, inputs: readonly unknown[], isNot: boolean): Finding {
  if (outcomes.every(({ threw }) => threw)) throw threwAlways(outcomes[0]!.value);
  const claim = 'a pure function';
  return {
    pass: faults.length === 0,
    actual: faults,
    expected: [],
    words: () => ({
      expected: isNot ? `no ${claim.slice(2)}` : claim,
      received: faults.length === 0 ? pureInWords(inputs.length) : listed(faults),
    }),
  };
}

function check(received: unknown, inputs: unknown, options: PureOptions): void {
  if (typeof received !== 'function') throw expected('expect(…)', 'given a function', received);
  if (!Array.isArray(inputs) || inputs.length === 0) {
    throw expected('inputs', 'an array of at least one input, each given to the function alone', inputs);
  }
  checkOptions(options, { allow: isAllowed });
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

function pureInWords(count: number): string {
  const inputs = count === 1 ? 'one input' : `${count} inputs`;
  return `the same results twice for ${inputs}, in two orders; nothing changed, no clock read, nothing drawn at random`;
}

function threwAlways(error: unknown): UsageError {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new UsageError(`It threw for every input, so it proves nothing. First it threw ${message}.`);
}

function notAsAPart(): UsageError {
  return new UsageError(
    '`expect.toBePure` as a part of an expected value cannot wait for an asynchronous function. ' +
      'Write `await expect(fn).toBePure(inputs)`.',
  );
}
