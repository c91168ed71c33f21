import { UsageError } from '../errors';
import type { Clock } from '../time/clock';
import { currentClock } from '../time/current-clock';
import { FreeLanes } from '../trace/free-lanes';
import type { ResultOrder, Run } from '../trace/run';
import { SOURCE } from '../trace/source';
import type { Source } from '../trace/span';
import { Batch } from './batch';
import { Call } from './call';
import { argListsOf, checkArgs, checkFunction, checkOptions, listOf } from './door';
import type { Engine } from './engine';
import { Imap } from './imap';
import { applyLabel, labelFrom } from './label';
import { OngoingCalls, type Ongoing } from './ongoing';
import type { ApplyOptions, ImapOptions, MapOptions, Pool, Results } from './pool';
import { ImapResults } from './results';
import { valueOf } from './runs';
import type { Floor } from './service';
import { TableCall } from './table-call';
import type { Recipe } from './task';

type OfInput<I, R> = (input: I) => R;
type OfArgs<A extends readonly unknown[], R> = (...args: A) => R;
type Inputs<I> = Iterable<I> | AsyncIterable<I>;

const READ_AHEAD = 1000;

/** Under this symbol a pool forgets the calls of simulations that have ended. */
export const FORGET_DEAD = Symbol.for('jest-lanes.forget-dead');

/** What all pools have in common, over any engine: see {@link Pool} for what each method does. */
export class TaskPool implements Pool {
  readonly concurrency: number;
  readonly [SOURCE]: Source;
  #floor: Floor;
  readonly #calls: OngoingCalls;
  #isOpen = true;
  /** Of the last call. */
  #clock: Clock | undefined;
  #end: Promise<void> | undefined;

  /** @param name - as a person would call it: `asyncPool(4)`. */
  constructor(name: string, concurrency: number, engine: Engine) {
    this.concurrency = concurrency;
    this[SOURCE] = Object.freeze({ kind: 'pool', name });
    this.#calls = new OngoingCalls(name, engine.leavesWithTheClock !== true);
    this.#floor = { concurrency, engine, gate: engine.gate(), lanes: new FreeLanes() };
  }

  map<I, R>(fn: OfInput<I, R>, inputs: Iterable<I>, options: MapOptions<I> = {}): Promise<Run<I, Awaited<R>>> {
    const settled = this.#map({ fn, takes: 'input', nameOf: inputAt }, () => listOf('inputs', inputs), options);
    return settled.then((call) => call.fulfilledRun());
  }

  mapSettled<I, R>(
    fn: OfInput<I, R>,
    inputs: Iterable<I>,
    options: MapOptions<I> = {},
  ): Promise<Run<I, PromiseSettledResult<Awaited<R>>>> {
    const settled = this.#map({ fn, takes: 'input', nameOf: inputAt }, () => listOf('inputs', inputs), options);
    return settled.then((call) => call.settledRun());
  }

  starmap<A extends readonly unknown[], R>(
    fn: OfArgs<A, R>,
    argLists: Iterable<A>,
    options: MapOptions<A> = {},
  ): Promise<Run<A, Awaited<R>>> {
    const settled = this.#map({ fn, takes: 'arguments', nameOf: argListAt }, () => argListsOf(argLists), options);
    return settled.then((call) => call.fulfilledRun());
  }

  imap<I, R>(fn: OfInput<I, R>, inputs: Inputs<I>, options: ImapOptions<I> = {}): Results<I, Awaited<R>> {
    return this.#imap(fn, inputs, options, 'input');
  }

  imapUnordered<I, R>(fn: OfInput<I, R>, inputs: Inputs<I>, options: ImapOptions<I> = {}): Results<I, Awaited<R>> {
    return this.#imap(fn, inputs, options, 'finish');
  }

  apply<A extends readonly unknown[], R>(fn: OfArgs<A, R>, args?: A, options: ApplyOptions = {}): Promise<Awaited<R>> {
    this.#checkOpenTo(fn);
    checkOptions.apply(options);
    const recipe = this.#fitted<readonly unknown[]>({ fn, takes: 'arguments', nameOf: () => 'args', isSingle: true });
    const call = new Call(recipe, this[SOURCE], applyLabel(options.label, fn));
    const [task] = call.queue([checkArgs('args', args ?? [])]);
    const over = call.tellWithOthers();
    return this.#settled(call, 1, options.signal).then(() => {
      over?.();
      return valueOf(task!.settlement as PromiseSettledResult<Awaited<R>>);
    });
  }

  close(): void {
    this.#isOpen = false;
    void this.#joined();
  }

  terminate(): void {
    this.close();
    this.#calls.cancelAll(new UsageError(`${this[SOURCE].name} was terminated before this task started.`));
    this.#floor.engine.terminate?.();
  }

  join(): Promise<void> {
    if (!this.#isOpen) return this.#joined();
    throw new UsageError(`${this[SOURCE].name} still takes calls, so no end is in sight. Close it first.`);
  }

  /** @internal Has it serve the next simulation, though calls of one that has ended will never be over. */
  [FORGET_DEAD](): void {
    this.#calls.forgetDead();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.terminate();
    return this.join();
  }

  /** Whoever joins waits for the one end. */
  #joined(): Promise<void> {
    this.#calls.forgetDead();
    return (this.#end ??= this.#calls.allOver().then(() => this.#floor.engine.end?.()));
  }

  #fitted<I>(recipe: Recipe<I>): Recipe<I> {
    return this.#floor.engine.fit?.(recipe) ?? recipe;
  }

  #chunkSizeFor(inputs: number): number {
    return this.#floor.engine.chunkSizeFor?.(inputs, currentClock()) ?? 1;
  }

  #map<I>(recipe: Recipe<I>, inputs: () => readonly I[], options: MapOptions<I>): Promise<Call<I>> {
    this.#checkOpenTo(recipe.fn);
    checkOptions.map(options);
    const OneCall = TableCall.suits(this.#floor.engine) ? TableCall<I> : Call<I>;
    const isLabelledByInput = options.label === undefined;
    const call = new OneCall(this.#fitted(recipe), this[SOURCE], labelFrom(options.label), isLabelledByInput);
    call.queueAll(inputs());
    return this.#settled(call, options.chunkSize ?? this.#chunkSizeFor(call.length), options.signal);
  }

  #imap<I, R>(
    fn: OfInput<I, R>,
    inputs: Inputs<I>,
    options: ImapOptions<I>,
    order: ResultOrder,
  ): Results<I, Awaited<R>> {
    this.#checkOpenTo(fn);
    checkOptions.imap(options);
    const { chunkSize = 1, readAhead = READ_AHEAD } = options;
    const recipe = this.#fitted<I>({ fn, takes: 'input', nameOf: inputAt });
    const call = new Call<I>(recipe, this[SOURCE], labelFrom(options.label));
    call.resultsIn = order;
    const over = (ongoing: Ongoing) => this.#calls.over(ongoing);
    const imap = new Imap<I, Awaited<R>>(call, this.#floor, { inputs, order, chunkSize, readAhead, over });
    this.#calls.begin(imap, options.signal);
    return new ImapResults(imap);
  }

  /** Resolves, to the call itself, when all of its tasks have settled. */
  #settled<I>(call: Call<I>, chunkSize: number, signal?: AbortSignal): Promise<Call<I>> {
    return new Promise((resolve) => {
      const over = (batch: Ongoing) => {
        this.#calls.over(batch);
        resolve(call);
      };
      this.#calls.begin(new Batch(call, this.#floor, chunkSize, over), signal);
    });
  }

  #checkOpenTo(fn: unknown): void {
    checkFunction(fn);
    const { name } = this[SOURCE];
    if (!this.#isOpen) throw new UsageError(`${name} takes no more calls: it was closed. Make another pool.`);
    this.#letGoOfTheDead();
    this.#clock = currentClock();
    this.#calls.checkClock(this.#clock);
  }

  /** A lane that waits for its turn on a clock which has ended waits for ever, whether or not its call is over. */
  #letGoOfTheDead(): void {
    if (this.#clock?.isOver !== true) return;
    const { engine, concurrency } = this.#floor;
    if (engine.leavesWithTheClock === true) this.#calls.forgetDead();
    if (this.#calls.areOver) this.#floor = { concurrency, engine, gate: engine.gate(), lanes: new FreeLanes() };
  }
}

const inputAt = (index: number): string => `inputs[${index}]`;
const argListAt = (index: number): string => `argLists[${index}]`;
