/// <reference types="node" preserve="true" />
/** The public door: re-exports only. */
export { UsageError } from './errors';
export type { Bounds } from './matchers/bounds';
export type { LanesOptions } from './matchers/lanes';
export type { TaskNaming } from './matchers/named-task';
export type { Order, OrderOptions } from './matchers/order-options';
export type { FasterOptions } from './matchers/to-be-faster-than';
export type { PureOptions } from './matchers/to-be-pure';
export type { WorkConservingOptions } from './matchers/to-be-work-conserving';
export type { PictureOptions } from './matchers/to-match-timeline';
export type { PayOffOptions } from './matchers/to-pay-off';
export type { SpeedUp } from './matchers/to-speed-up';
export type { RateOptions } from './matchers/to-start-at-rate';
export type { TakeOptions } from './matchers/to-take';
export type { TimeOut } from './matchers/to-time-out';
export type { LanesAsymmetricMatchers, LanesMatchers } from './matchers/types';
export { asyncPool } from './pools/async-pool';
export type { ApplyOptions, CallOptions, ImapOptions, MapOptions, Pool, Results } from './pools/pool';
export { serialPool } from './pools/serial-pool';
export { type Task, task } from './references/task';
export type { Body, BrokenTwin, Check, RunOf, ScenarioOptions } from './scenario/options';
export { type DeclareScenario, type ScenarioApi, scenario } from './scenario/scenario';
export type { Answer, Chunk, ServerError } from './servers/answer';
export { type GalaxyOptions, galaxyServer } from './servers/galaxy-server';
export { type Delay, type Distribution, type Latency, exponential, longTail, normal } from './servers/latency';
export { useNock } from './servers/nock-door';
export type { Plan, Planned } from './servers/plan';
export type { SimulatedRequest } from './servers/routes';
export { type SlowServer, slowServer } from './servers/slow-server';
export { observe } from './observe/observe';
export type { AnyFunction, Label, Observed } from './observe/observed';
export { clock } from './simulate/clock';
export { type SimulateOptions, simulate } from './simulate/simulate';
export { sweepPoolSizes } from './simulate/sweep-pool-sizes';
export type { AmdahlFit, ScalabilityFit } from './sweep/fits';
export type { Longest } from './sweep/longest-task';
export type { SizeRun, Sweep, SweepRow, Within } from './sweep/sweep';
export type { Release } from './time/clock';
export { compute } from './time/compute';
export type { Ms } from './time/duration';
export type { Limits } from './time/limits';
export type { Machine } from './time/machine';
export { draw } from './timeline/ascii';
export type { Marks } from './timeline/carets';
export type { DrawOptions } from './timeline/draw-options';
export type { Drawable } from './timeline/is-drawable';
export type { Focus } from './timeline/excerpt';
export { type MermaidOptions, drawMermaid } from './timeline/mermaid';
export { type SvgOptions, drawSvg } from './timeline/svg';
export { type Details, type SpanSketch, span, trace } from './trace/build';
export type { ChromeTraceEvent } from './trace/chrome-event';
export { type ChromeTrace, chromeTrace } from './trace/chrome-trace';
export type { Stretch } from './trace/in-flight';
export type { Judged } from './trace/judged';
export { criticalPath } from './trace/critical-path';
export { makespan } from './trace/makespan';
export { finishOrder, startOrder } from './trace/order';
export { type Peak, peakConcurrency } from './trace/peak-concurrency';
export type { Plain } from './trace/plain-value';
export { type ResultOrder, Run, type RunFacts, runOf } from './trace/run';
export type { Sourced } from './trace/source';
export type {
  NeverStarted,
  Outcome,
  Phase,
  Printed,
  RequestFacts,
  Source,
  Span,
  SpanPart,
  WorkerFacts,
} from './trace/span';
export { type Recording, Trace, type TraceFacts } from './trace/trace';
export { traceOf } from './trace/trace-of';
export type { AsData, NeverStartedJson, SpanJson, TraceJson } from './trace/trace-json';
export { utilisation } from './trace/utilisation';
export { wait } from './trace/wait';
export { type Wave, waves } from './trace/waves';
export { work } from './trace/work';
export { processPool } from './workers/process-pool';
export { threadPool } from './workers/thread-pool';
export { WorkerDied } from './workers/worker-died';
export type { WorkerOptions } from './workers/worker-options';
