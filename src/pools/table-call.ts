import { arePrimitives, isPrimitive } from '../crossing/parcel';
import { inForce } from '../time/current-clock';
import { rememberRun, Run } from '../trace/run';
import { SpanTable } from '../trace/span-table';
import { Call } from './call';
import type { Engine } from './engine';
import { TableSlice, type TaskTable } from './table-slice';

/**
 * A call whose tasks are rows of a table, not objects: for engines that take many at once and measure them elsewhere.
 *
 * Outside of simulations only, where a call is a recording of its own.
 */
export class TableCall<I = unknown> extends Call<I> {
  #inputs: readonly I[] = [];
  /** Of each input whose name could change; none, if no input's can. */
  #labels: readonly (string | undefined)[] = [];
  #spans!: SpanTable;
  #table!: TaskTable;
  #settled: (tasks: number) => void = () => undefined;

  /** Whether an engine takes calls as tables, now. */
  static suits(engine: Engine): boolean {
    return engine.runSlice !== undefined && inForce.clock === undefined;
  }

  override get length(): number {
    return this.#inputs.length;
  }

  override queueAll(inputs: readonly I[]): void {
    this.#inputs = inputs;
    // What can change is named as it is now; a number or a text says the same later, if anybody asks.
    if (!this.isLabelledByInput || !arePrimitives(inputs)) {
      const isNamedLater = (input: I): boolean => this.isLabelledByInput && isPrimitive(input);
      this.#labels = inputs.map((input, i) => (isNamedLater(input) ? undefined : this.labelOf(input, i)));
    }
    // After the labels, as for any other call: to name an input may fail, or change it.
    const parcels = this.recipe.parcelsOf?.(inputs, 0) ?? [];
    this.#spans = new SpanTable({
      recording: this.recording,
      source: this.source,
      parent: undefined,
      queuedAt: this.elapsed,
      inputs,
      labelOf: (index) => this.#labels[index] ?? this.labelOf(inputs[index]!, index),
    });
    const settled = (tasks: number): void => this.#settled(tasks);
    this.#table = { call: this, spans: this.#spans, parcels, settled };
  }

  override whenSettled(told: (tasks: number) => void): void {
    this.#settled = told;
  }

  override serve(engine: Engine, from: number, until: number): ((lane: number) => Promise<void>) | undefined {
    if (!this.#spans.isQueued(from)) return undefined;
    const slice = new TableSlice(this.#table, from, Math.min(until, this.length) - from);
    return (lane) => engine.runSlice!(slice, lane);
  }

  override cancelQueued(reason: unknown): boolean {
    const cancelled = this.#spans.cancelQueued(reason, this.elapsed);
    if (cancelled > 0) this.#settled(cancelled);
    return cancelled > 0;
  }

  override settledRun<R>(): Run<I, PromiseSettledResult<R>> {
    return this.#run(this.#spans.values().map((value, index) => this.#settlement<R>(index, value)));
  }

  override fulfilledRun<R>(): Run<I, R> {
    const values = this.#spans.values();
    const failed = this.#spans.firstRejected();
    if (failed === -1) return this.#run(values as R[]);
    const reason: unknown = this.calledOff === undefined ? values[failed] : this.calledOff.reason;
    rememberRun(reason, this.settledRun());
    throw reason;
  }

  #settlement<R>(index: number, value: unknown): PromiseSettledResult<R> {
    return this.#spans.isRejected(index)
      ? { status: 'rejected', reason: value }
      : { status: 'fulfilled', value: value as R };
  }

  #run<R>(results: readonly R[]): Run<I, R> {
    const inputs = this.#inputs;
    return this.told(new Run({ inputs, results, value: results, elapsed: this.elapsed, trace: this.#spans.trace() }));
  }
}
