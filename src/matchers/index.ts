/** The matchers, each in its own file. */
export { toBeOrderedLike } from './to-be-ordered-like';
export { toMatchTimeline } from './to-match-timeline';
export { toRunInParallel } from './to-run-in-parallel';
export { toTimeOut } from './to-time-out';
export type { LanesAsymmetricMatchers, LanesMatchers } from './types';
