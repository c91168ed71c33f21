import type { ExpectationResult, MatcherContext } from 'expect';
import type * as Matchers from './index';

/** The names of all matchers. */
export const MATCHER_NAMES = [
  'toBeFasterThan',
  'toBeOrderedLike',
  'toBePure',
  'toBeWorkConserving',
  'toFinishWithin',
  'toHappenBefore',
  'toKeepBusy',
  'toLevelOffAt',
  'toMatchTimeline',
  'toOverlap',
  'toPayOff',
  'toRunInParallel',
  'toRunInWaves',
  'toSpeedUp',
  'toStartAtRate',
  'toTake',
  'toTimeOut',
] as const;

type AnyMatcher = (this: MatcherContext, received: unknown, ...args: unknown[]) => ExpectationResult;

/** Adds the matchers to an `expect`. They are loaded when one is first used: the setup file runs for every test file. */
export function registerMatchers(expect: { extend(matchers: Record<string, AnyMatcher>): void }): void {
  expect.extend(Object.fromEntries(MATCHER_NAMES.map((name) => [name, loadedLate(name)])));
}

function loadedLate(name: (typeof MATCHER_NAMES)[number]): AnyMatcher {
  return function matcher(received, ...args) {
    // Through the door, which is a file of its own in the package: so the setup file stays small.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const matchers = require('../matchers') as typeof Matchers;
    return (matchers[name] as AnyMatcher).call(this, received, ...args);
  };
}
