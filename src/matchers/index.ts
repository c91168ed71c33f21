/** The matchers, each in its own file. */
export { toBeOrderedLike } from './to-be-ordered-like';
export { toLevelOffAt } from './to-level-off-at';
export { toRunInParallel } from './to-run-in-parallel';
export { toSpeedUp } from './to-speed-up';
export { toTimeOut } from './to-time-out';
export type { LanesAsymmetricMatchers, LanesMatchers } from './types';
