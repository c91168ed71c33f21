import type { SOURCE } from '../trace/source';
import type { Run } from '../trace/run';
import type { Source } from '../trace/span';

/** What every call of a pool may be told. */
export interface CallOptions {
  /** Calls off what has not started when it aborts; what is in flight goes on, and is waited for. */
  readonly signal?: AbortSignal | undefined;
}

/** How inputs are mapped. */
export interface MapOptions<I> extends CallOptions {
  /**
   * How many inputs a lane takes at a time, to run them in sequence; a whole number from 1 up. Each input is tried even
   * if an earlier one of its chunk failed, and each has a span. Default 1; for `map` and its kin on worker pools outside
   * of a simulation it is Python's: a quarter of a lane's even share of the inputs, rounded up.
   */
  readonly chunkSize?: number | undefined;
  /** Names a task in traces and timelines. Default: an input of text or number as it is, else its place: `#3`. */
  readonly label?: ((input: I, index: number) => string) | undefined;
}

/** How inputs are mapped one result at a time. */
export interface ImapOptions<I> extends MapOptions<I> {
  /** How many results may wait to be read before no more inputs are taken; a whole number from 1 up, default 1000. */
  readonly readAhead?: number | undefined;
}

/** How a single task is run. */
export interface ApplyOptions extends CallOptions {
  /** Names the task in traces and timelines. Default: arguments of text or number as they are, else the function. */
  readonly label?: string | undefined;
}

/**
 * Results as they come, for `for await`. The tasks run whether or not anybody reads.
 *
 * A failed task, and inputs that throw, make `next()` reject in their place among the results. That ends the iteration,
 * as in every JavaScript loop, and so does leaving the loop: no more inputs are taken, queued tasks are called off, and
 * those in flight go on unwatched. To read past failures, let the function catch them, or use `mapSettled`.
 */
export interface Results<I, R> extends AsyncIterableIterator<R, undefined> {
  next(): Promise<IteratorResult<R, undefined>>;
  return(): Promise<IteratorResult<R, undefined>>;
  [Symbol.asyncIterator](): this;
  /**
   * What happened, once nothing of it is queued or in flight. Its `results` are in the order of the iteration. Like
   * `map` it rejects with the first failure in that order, and `runOf(error)` finds the run; nobody has to handle it.
   */
  readonly run: Promise<Run<I, R>>;
}

/**
 * Runs tasks, at most `concurrency` at a time; a lane that is free takes the next task at once.
 *
 * The words are those of Python's `multiprocessing.Pool`. A pool belongs to no clock: each call takes the clock in force
 * when it is made, so one pool serves inside and outside `simulate`. Calls share the lanes first come, first served; a
 * task that waits for a call of its own pool can block itself, as in reality.
 *
 * Wrong arguments throw at once, before anything runs: a {@link UsageError}. So does a call to a pool that was closed,
 * and one to a pool that has unfinished work of another clock. What a task throws rejects the call's promise.
 *
 * Every task is given its input alone, as in Python, not its index, and no `this`. On `serialPool` and `asyncPool` it
 * sees the `AsyncLocalStorage` of the call.
 *
 * On `threadPool` and `processPool` a task shares no memory with the test. Its function is sent by reference, its input,
 * result and error are copied: what cannot cross is refused at the door, and an error is equal to the one thrown, not the
 * very same. `AsyncLocalStorage` does not cross. When a simulation ends, lanes leave it, so that the pool serves the next
 * one, whatever was in flight; on the other pools a call that is not over bars the way.
 */
export interface Pool extends AsyncDisposable {
  /** The limit: how many tasks may be in flight at a time. */
  readonly concurrency: number;
  /** What its spans belong to: `run.only(pool)` finds them. */
  readonly [SOURCE]: Source;

  /**
   * Runs a function on every input.
   *
   * @param fn - given one input at a time.
   * @param inputs - read to the end before the first task starts.
   * @returns the run, its results in input order. It rejects with the first failure by input order, not by time, once
   *   all the rest has settled. The error is untouched, and `runOf(error)` finds the run, as `mapSettled` gives it.
   * @throws UsageError for wrong arguments, a closed pool, or unfinished work of another clock.
   * @example
   * const run = await asyncPool(2).map(async (n) => n * n, [1, 2, 3]);
   * run.results // => [1, 4, 9]
   * run.byInput().get(3) // => 9
   */
  map<I, R>(fn: (input: I) => R, inputs: Iterable<I>, options?: MapOptions<I>): Promise<Run<I, Awaited<R>>>;

  /**
   * As {@link Pool.map}, and never rejects: each result says whether the task fulfilled. A task that was called off has
   * the reason of that as its own.
   *
   * @example
   * const run = await asyncPool(2).mapSettled(parse, ['{}', 'oops']);
   * run.results.map((result) => result.status) // => ['fulfilled', 'rejected']
   */
  mapSettled<I, R>(
    fn: (input: I) => R,
    inputs: Iterable<I>,
    options?: MapOptions<I>,
  ): Promise<Run<I, PromiseSettledResult<Awaited<R>>>>;

  /**
   * As {@link Pool.map}, for functions of several arguments: an input is a list of them.
   *
   * @example (await asyncPool(2).starmap(Math.max, [[1, 2], [4, 3]])).results // => [2, 4]
   */
  starmap<A extends readonly unknown[], R>(
    fn: (...args: A) => R,
    argLists: Iterable<A>,
    options?: MapOptions<A>,
  ): Promise<Run<A, Awaited<R>>>;

  /**
   * As {@link Pool.map}, one result at a time, in input order. The tasks start at once.
   *
   * Inputs are taken only when a lane is free, so an endless generator will do; while `readAhead` results wait to be
   * read none is taken. A pool without a limit has a free lane for every input, so it needs inputs that end.
   *
   * @param inputs - iterable or async iterable; closed when the iteration is left early.
   * @example
   * const squares = [];
   * for await (const square of asyncPool(2).imap((n) => n * n, endlessNumbers())) {
   *   if (squares.push(square) === 3) break; // takes no more inputs, and calls off what has not started
   * }
   * squares // => [0, 1, 4]
   */
  imap<I, R>(
    fn: (input: I) => R,
    inputs: Iterable<I> | AsyncIterable<I>,
    options?: ImapOptions<I>,
  ): Results<I, Awaited<R>>;

  /**
   * As {@link Pool.imap}, in the order in which tasks finish.
   *
   * @example
   * const run = await simulate(async () => {
   *   const woken = [];
   *   for await (const ms of asyncPool(3).imapUnordered(sleepFor, [30, 10, 20])) woken.push(ms);
   *   return woken;
   * });
   * run.value // => [10, 20, 30]
   */
  imapUnordered<I, R>(
    fn: (input: I) => R,
    inputs: Iterable<I> | AsyncIterable<I>,
    options?: ImapOptions<I>,
  ): Results<I, Awaited<R>>;

  /**
   * Runs one task.
   *
   * @param args - what the function is given; nothing if left out.
   * @returns what the function gives.
   * @example await asyncPool(2).apply(Math.max, [1, 2]) // => 2
   */
  apply<A extends readonly unknown[], R>(fn: (...args: A) => R, args: A, options?: ApplyOptions): Promise<Awaited<R>>;
  apply<R>(fn: () => R): Promise<Awaited<R>>;

  /** Takes no more calls; those already made go on. Closing again does nothing. */
  close(): void;

  /**
   * Takes no more calls, and calls off every task that has not started: its call rejects with a {@link UsageError}. What
   * is in flight goes on, since nothing can stop a promise; {@link Pool.join} waits for it. On worker pools it is ended
   * at once, as in Python, and rejects with a `WorkerDied`.
   */
  terminate(): void;

  /**
   * Resolves when all calls are over, and all workers gone: nothing is queued or in flight, and no `imap` has inputs left
   * to take. One that nobody reads stops at `readAhead` results, and is over when its iteration is left. What a
   * simulation that has ended left behind is not waited for.
   *
   * @throws UsageError if the pool was neither closed nor terminated, as in Python: it could go on for ever.
   */
  join(): Promise<void>;

  /** As Python's `with Pool(4) as pool`: `await using pool = asyncPool(4)` terminates it at the end, and joins. */
  [Symbol.asyncDispose](): Promise<void>;
}
