import { unpack } from '../crossing/pack';
import { bug } from '../errors';
import type { Slice } from '../pools/engine';
import { registry } from '../servers/registry';
import type { Clock } from '../time/clock';
import type { Ms } from '../time/duration';
import { aheadOfMachine } from '../time/machine-clock';
import { recorderOf } from '../trace/recorder';
import { Allowance } from './allowance';
import { Briefing } from './briefing';
import type { Lane } from './lane';
import { LaneBooks } from './lane-books';
import type { NumberedFunction, Order } from './order';
import { type Beginning, type Entry, type Instruction, PROGRESS_REAL_MS, type Reply, type Running } from './protocol';
import { RunningSlice } from './running-slice';
import { ENDING, lastBegun, WorkerDied } from './worker-died';

/** A lane on the real clock: what it measures is taken over, in the milliseconds of the call's recording. */
export class RealLane {
  readonly #books: LaneBooks;
  readonly #briefing: Briefing;
  /** What it runs, or ran last. */
  #tasks: RunningSlice | undefined;
  #arrived = false;
  /** Why they waited in vain for the other lanes. */
  #unmet: Error | undefined;
  #isTerminated = false;
  /** The number of the worker that knows of this session. */
  #life: number | undefined;

  constructor(
    private readonly lane: Lane,
    private readonly clock: Clock,
    isPassedOn: boolean,
  ) {
    this.#briefing = new Briefing(clock);
    this.#books = new LaneBooks(recorderOf(clock), isPassedOn, (index) => this.#tasks?.spanIdOf(index));
  }

  /** Runs the tasks of a slice, unless they were called off; resolves when all of it has settled. */
  run(slice: Slice, order: Order): Promise<void> {
    // All lanes are ready before the first task starts, so that the times of tasks are their own.
    const starts = order.starts.over();
    return starts === undefined ? this.#run(slice, order) : starts.then(() => this.#run(slice, order));
  }

  #run(slice: Slice, order: Order): Promise<void> {
    const tasks = (this.#tasks = new RunningSlice(slice, this.lane.facts.index, this.clock));
    this.#unmet = undefined;
    if (tasks.left === 0) order.rendezvous?.miss(slice.labelOf(slice.first), undefined);
    return this.#runRest(tasks, order, true);
  }

  /** Has the worker load the function of a call, and know of the clock. */
  async load(fn: NumberedFunction, task?: RunningSlice): Promise<void> {
    await this.lane.load(fn, { task, begin: this.#beginning() });
  }

  /** What the worker is told of the clock, unless it knows. */
  #beginning(): Beginning | undefined {
    if (this.#knowsSession) return undefined;
    // From now on, since the worker takes its steps in order: calls beside this one need not tell it again.
    this.#life = this.lane.life;
    return this.#briefing.begin();
  }

  #isReadyFor({ fn }: Order): boolean {
    return this.#knowsSession && this.lane.hasLoaded(fn);
  }

  get #knowsSession(): boolean {
    return this.#life === this.lane.life;
  }

  /** Ends what runs here; its tasks reject. A worker that is idle may end by itself, and keep what it has learned. */
  terminate(reason: string): void {
    this.#isTerminated = true;
    if (this.#tasks !== undefined && this.#tasks.left > 0) this.lane.kill(reason);
  }

  /** @param mayRunAgain - whether what was not begun when a worker died may run in the next one. */
  async #runRest(tasks: RunningSlice, order: Order, mayRunAgain: boolean): Promise<void> {
    const before = tasks.left;
    if (before === 0) return;
    // One that is busy loads for another call, and may die of that.
    const loadsToo = order.isAlone && !this.lane.hasWorker && !this.lane.isBusy;
    try {
      while (!loadsToo && !this.#isReadyFor(order)) await this.load(order.fn, tasks);
    } catch (error) {
      return this.#lose(tasks, order, error, Infinity);
    }
    try {
      await this.#runLoaded(tasks, order, loadsToo);
    } catch (error) {
      const last = lastBegun(tasks.head, tasks.call, error);
      const isInVain = last === undefined && (loadsToo || !mayRunAgain || order.rendezvous !== undefined);
      this.#lose(tasks, order, error, this.#isTerminated || isInVain ? Infinity : (last ?? -1));
      await this.#runRest(tasks, { ...order, rendezvous: undefined }, tasks.left < before);
    }
  }

  /** @param loadsToo - whether the worker has to load the function before. */
  async #runLoaded(tasks: RunningSlice, order: Order, loadsToo: boolean): Promise<void> {
    let [head, allowance] = [tasks.head, loadsToo ? Allowance.ofLoadingAndTask() : this.#allowance(tasks)];
    const met = order.rendezvous?.met();
    const run: Running = { do: 'run slice', now: 0, slice: tasks.order(order) };
    const begin = loadsToo ? this.#beginning() : undefined;
    // Only the worker that began them can go on with them: another call may have told one in its place meanwhile.
    const life = this.#life;
    let next: Instruction = run;
    for (let isFirst = true; tasks.left > 0; isFirst = false) {
      const facts = { task: tasks, allowance, life };
      if (isFirst && loadsToo) this.#takeOver(tasks, await this.lane.loadAndRun(order.fn, { begin, run }, facts));
      else {
        // Servers may have been declared since.
        for (const news of this.#briefing.next(false)) await this.lane.step(news, { task: tasks, life });
        this.#takeOver(tasks, await this.lane.step(next, facts));
      }
      if (tasks.head !== head) [head, allowance] = [tasks.head, this.#allowance(tasks)];
      const answers = this.#books.takeAnswers();
      if (this.#arrived) {
        this.#arrived = false;
        order.rendezvous?.arrive();
        this.#unmet = await met;
        next = { do: 'meet', now: 0, isMet: this.#unmet === undefined };
      } else if (answers.length > 0) next = { do: 'answer', now: 0, answers };
      else next = { do: 'wait', now: 0 };
    }
  }

  /** Each task of a slice has its time for itself; what is told of its end may come a little later. */
  #allowance({ left }: RunningSlice): Allowance {
    return Allowance.ofTask(this.lane.facts.options, left > 1 ? PROGRESS_REAL_MS : 0);
  }

  #takeOver(tasks: RunningSlice, { log, fault }: Reply): void {
    if (fault !== undefined && registry.network !== undefined) registry.network.fault ??= unpack(fault) as Error;
    this.#books.worker = this.lane.worker;
    const ahead = aheadOfMachine(this.clock) - tasks.call.beganAt;
    for (const entry of log) this.#redo(tasks, entry, ahead);
  }

  /** @param ahead - by how many milliseconds the call's recording is ahead of the machine's clock. */
  #redo(tasks: RunningSlice, entry: Entry, ahead: Ms): void {
    switch (entry[0]) {
      case 'ran':
        return tasks.settle(entry[1], ahead, this.#books.takeFacts(), this.#unmet);
      case 'arrive':
        this.#arrived = true;
        return;
      case 'arm':
      case 'disarm':
      case 'pass':
      case 'start':
      case 'fulfil':
      case 'reject':
      case 'settle':
      case 'fail':
        throw bug(`a lane on the real clock said "${entry[0]}"`, entry);
      default:
        return this.#books.write(entry, entry[0] === 'print' ? entry[4] + ahead : this.clock.now);
    }
  }

  #lose(tasks: RunningSlice, { rendezvous }: Order, error: unknown, last: number): void {
    this.#books.lose();
    rendezvous?.miss(tasks.label ?? '', error);
    tasks.lose(last, this.#books.takeFacts(), (index, label) =>
      error instanceof WorkerDied ? this.#diedFor(index, label, error) : error,
    );
  }

  #diedFor(index: number, label: string, error: WorkerDied): WorkerDied {
    const { ranTask } = error[ENDING];
    return this.lane.died(error[ENDING], label, ranTask !== undefined && index < ranTask);
  }
}
