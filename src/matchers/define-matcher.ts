import type { ExpectationResult, MatcherContext } from 'expect';
import { UsageError } from '../errors';
import type { DrawOptions } from '../timeline/ascii';
import { draw } from '../timeline/ascii';
import { isRun } from '../trace/run';
import type { Trace } from '../trace/trace';
import { isPattern } from './members';
import { OtherKind } from './other-kind';
import { tellFailure } from './tell-failure';
import { argumentsOf, subjectOf } from './title';

/** What a matcher found out. */
export interface Finding {
  readonly pass: boolean;
  /** For reporters: the two values that were compared. */
  readonly actual: unknown;
  readonly expected: unknown;
  /** What was judged, and is drawn. */
  readonly trace?: Trace | undefined;
  /** What to draw instead, if one drawing does not do. */
  readonly drawings?: readonly { readonly title: string; readonly trace: Trace }[];
  /** Asked for only if the assertion fails, in the voice in which it was made. */
  readonly words: () => Words;
}

/** What the message of a failed assertion says. */
export interface Words {
  /** What should be so. */
  readonly expected: string;
  /** What is so: how much, when and who. Further lines say more. */
  readonly received: string;
  /** What to mark in the drawing, and where to look. */
  readonly picture?: DrawOptions;
  /** What stands in the place of the drawing. */
  readonly drawing?: string;
  /** What to look at next, if that is not obvious. */
  readonly hint?: string | undefined;
}

/** What a matcher may know besides what it was given. */
export interface Voice {
  readonly isNot: boolean;
  /** Whether it is a part of an expected value, where nothing can be awaited. */
  readonly isPart: boolean;
  /** As `toEqual` has it; `testers` know of more that is equal. */
  readonly equals: (a: unknown, b: unknown, testers?: readonly Tester[]) => boolean;
}

/** Whether two values are equal; nothing if it does not know them. */
export type Tester = (a: unknown, b: unknown) => boolean | undefined;

/** A matcher as `expect.extend` takes it. */
export type Matcher<Args extends readonly unknown[]> = (
  this: MatcherContext,
  received: unknown,
  ...args: Args
) => ExpectationResult;

/**
 * Makes a matcher of a judgement. All words of its messages are put together here, in one order: hint, expected,
 * received, timeline, legend, advice, replay line.
 *
 * A judgement may take its time, and give a promise. The `UsageError` that it throws for misuse comes out as Jest's matcher
 * error, under `.not` too, since a misuse that merely failed would pass there.
 */
export function defineMatcher<Args extends readonly unknown[]>(
  name: string,
  judge: (received: unknown, args: Args, voice: Voice) => Finding | Promise<Finding>,
): Matcher<Args> {
  return function matcher(received, ...args) {
    if (isPart(this) && isPattern(received)) return ITSELF;
    const known = [...this.customTesters, this.utils.iterableEquality];
    const equals: Voice['equals'] = (a, b, testers = []) => this.equals(a, b, [...testers, ...known]);
    const title = titleFor(this, name, received, args);
    const conclude = (finding: Finding) => {
      const { pass, actual, expected } = finding;
      const message = (): string => wording(this, title(), finding) + replayLine(received, finding);
      tellFailure(name, finding, message, { isNot: this.isNot === true, isPart: isPart(this) });
      return { pass, message, actual, expected, name };
    };
    const refuse = (error: unknown): ExpectationResult => {
      if (isPart(this) && error instanceof OtherKind) return unmet(this.isNot === true, error);
      throw isUsageError(error) ? new UsageError(this.utils.matcherErrorMessage(title(), error.message)) : error;
    };
    try {
      const finding = judge(received, args, { isNot: this.isNot === true, isPart: isPart(this), equals });
      return finding instanceof Promise ? finding.then(conclude).catch(refuse) : conclude(finding);
    } catch (error) {
      return refuse(error);
    }
  };
}

/** What `toMatchObject` makes of a part that held: to show what did not, it asks the part to judge itself. */
const ITSELF: ExpectationResult = { pass: true, message: () => '' };

/** A part stands for no value of another kind, in neither voice; Jest turns the verdict round for `expect.not`. */
function unmet(isNot: boolean, { message }: OtherKind): ExpectationResult {
  return { pass: isNot, message: () => message };
}

/** Jest says of each assertion whether it follows `resolves`, `rejects` or neither; of a part it says nothing. */
function isPart({ promise }: MatcherContext): boolean {
  return promise === undefined;
}

function wording(context: MatcherContext, title: string, { trace, drawings, words }: Finding): string {
  const { EXPECTED_COLOR, RECEIVED_COLOR } = context.utils;
  const { expected, received, picture, drawing, hint } = words();
  const [first, ...more] = received.split('\n');
  return [
    title,
    '',
    `Expected: ${EXPECTED_COLOR(expected)}`,
    `Received: ${RECEIVED_COLOR(first)}`,
    ...more.map((line) => `          ${line}`),
    ...(drawing === undefined ? drawn(drawings ?? (trace && [{ title: '', trace }]) ?? [], picture) : ['', drawing]),
    ...(hint === undefined ? [] : ['', `Hint: ${hint}`]),
  ].join('\n');
}

function drawn(drawings: NonNullable<Finding['drawings']>, picture: DrawOptions | undefined): readonly string[] {
  return drawings.flatMap(({ title, trace }) => ['', ...(title === '' ? [] : [title]), draw(trace, picture)]);
}

/** How to see it again: a simulation is the same for the same seed. */
function replayLine(received: unknown, { trace }: Finding): string {
  const seed = trace?.recording.seed ?? (isRun(received) ? received.seed : undefined);
  return seed === undefined ? '' : `\n\nReplay: simulate(body, { seed: ${seed} })`;
}

/** Written when it is asked for, since most assertions hold. */
function titleFor(context: MatcherContext, name: string, received: unknown, args: readonly unknown[]): () => string {
  const options = { isNot: context.isNot === true, promise: context.promise ?? '' };
  return () => context.utils.matcherHint(name, subjectOf(received), argumentsOf(args), options);
}

// By name, since it may come from another copy of the package.
function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}
