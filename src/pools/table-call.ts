import { inForce } from '../time/current-clock';
import type { EndFacts } from '../trace/open-span';
import { rememberRun, Run } from '../trace/run';
import { SpanTable } from '../trace/span-table';
import { Call } from './call';
import type { Engine, Slice } from './engine';
import { isPrimitive } from './label';

/**
 * A call whose tasks are rows of a table, not objects: for engines that take many at once and measure them elsewhere.
 *
 * Outside of simulations only, where a call is a recording of its own.
 */
export class TableCall<I = unknown> extends Call<I> {
  #inputs: readonly I[] = [];
  /** Of each input whose name could change; none, if no input's can. */
  #labels: readonly (string | undefined)[] = [];
  #parcels: readonly unknown[] = [];
  #spans!: SpanTable;
  #oneSettled: () => void = () => undefined;

  /** Whether an engine takes calls as tables, now. */
  static suits(engine: Engine): boolean {
    return engine.runSlice !== undefined && inForce.clock === undefined;
  }

  override get length(): number {
    return this.#inputs.length;
  }

  override queueAll(inputs: readonly I[]): void {
    const { recipe } = this;
    this.#inputs = inputs;
    // What can change is named as it is now; a number or a text says the same later, if anybody asks.
    const isNamedLater = (input: I): boolean => this.isLabelledByInput && isPrimitive(input);
    if (!inputs.every(isNamedLater)) {
      this.#labels = inputs.map((input, i) => (isNamedLater(input) ? undefined : this.labelOf(input, i)));
    }
    this.#parcels = recipe.parcelsOf?.(inputs, 0) ?? [];
    this.#spans = new SpanTable({
      recording: this.recording,
      source: this.source,
      parent: undefined,
      queuedAt: this.elapsed,
      inputs,
      labelOf: (index) => this.#labels[index] ?? this.labelOf(inputs[index]!, index),
    });
  }

  override whenSettled(told: () => void): void {
    this.#oneSettled = told;
  }

  override serve(engine: Engine, from: number, until: number): ((lane: number) => Promise<void>) | undefined {
    const indices: number[] = [];
    for (let index = from; index < Math.min(until, this.length); index++) {
      if (this.#spans.isQueued(index)) indices.push(index);
    }
    if (indices.length === 0) return undefined;
    return (lane) => engine.runSlice!(this.#slice(indices), lane);
  }

  override cancelQueued(reason: unknown): boolean {
    let isAny = false;
    for (let index = 0; index < this.length; index++) {
      if (!this.#spans.isQueued(index)) continue;
      isAny = true;
      this.#spans.cancel(index, reason, this.elapsed);
      this.#oneSettled();
    }
    return isAny;
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

  #slice(indices: readonly number[]): Slice {
    const spans = this.#spans;
    const settle = (index: number, { output }: EndFacts): void => {
      if (output !== undefined) spans.printed(index, output);
      this.#oneSettled();
    };
    return {
      call: this,
      indices,
      labelOf: (index) => spans.labelOf(index),
      spanIdOf: (index) => index,
      parcelOf: (index) => this.#parcels[index],
      isQueued: (index) => spans.isQueued(index),
      start: (index, lane) => spans.start(index, lane),
      fulfil: (index, result, facts, times) => {
        spans.fulfil(index, result, facts.worker, times);
        settle(index, facts);
      },
      reject: (index, error, facts, times) => {
        spans.reject(index, error, facts.worker, times);
        settle(index, facts);
      },
    };
  }
}
