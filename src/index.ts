/** The public door: re-exports only. */
export { UsageError } from './errors';
export { clock } from './simulate/clock';
export { simulate, type SimulateOptions } from './simulate/simulate';
export type { Release } from './time/clock';
export { compute } from './time/compute';
export type { Limits } from './time/limits';
export { Run, runOf } from './trace/run';
export type { Outcome, Phase, RequestFacts, Source, Span } from './trace/span';
export { Trace } from './trace/trace';
