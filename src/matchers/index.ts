/** The matchers, each in its own file. */
export { toBeFasterThan } from './to-be-faster-than';
export { toBeOrderedLike } from './to-be-ordered-like';
export { toBePure } from './to-be-pure';
export { toBeWorkConserving } from './to-be-work-conserving';
export { toFinishWithin } from './to-finish-within';
export { toHappenBefore } from './to-happen-before';
export { toKeepBusy } from './to-keep-busy';
export { toLevelOffAt } from './to-level-off-at';
export { toMatchTimeline } from './to-match-timeline';
export { toOverlap } from './to-overlap';
export { toPayOff } from './to-pay-off';
export { toRunInParallel } from './to-run-in-parallel';
export { toRunInWaves } from './to-run-in-waves';
export { toSpeedUp } from './to-speed-up';
export { toStartAtRate } from './to-start-at-rate';
export { toTake } from './to-take';
export { toTimeOut } from './to-time-out';
export type { LanesAsymmetricMatchers, LanesMatchers } from './types';
