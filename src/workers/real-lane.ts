import { unpack } from '../crossing/pack';
import { bug } from '../errors';
import type { Task } from '../pools/task';
import type { Clock } from '../time/clock';
import type { Ms } from '../time/duration';
import { aheadOfMachine } from '../time/machine-clock';
import { recorderOf } from '../trace/recorder';
import { Allowance } from './allowance';
import type { Lane } from './lane';
import { LaneBooks } from './lane-books';
import { chunkOf, type Order } from './order';
import { type Entry, type Instruction, PROGRESS_REAL_MS, type Reply } from './protocol';
import { beginOf } from './session-facts';
import { ENDING, WorkerDied } from './worker-died';

/** A lane on the real clock: what it measures is taken over, in the milliseconds of the clock here. */
export class RealLane {
  readonly #books: LaneBooks;
  /** Those of the chunk that have not settled, by index, in order. */
  #tasks = new Map<number, Task>();
  readonly #startedAt = new Map<number, Ms>();
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
    this.#books = new LaneBooks(recorderOf(clock), isPassedOn, (index) => this.#tasks.get(index)?.span.id);
  }

  /** Runs a chunk; resolves when all of it has settled. */
  async run(asked: readonly Task[], order: Order): Promise<void> {
    // All lanes are ready before the first task starts, so that the times of tasks are their own.
    await Promise.all(order.starts);
    const chunk = asked.filter((task) => task.isQueued);
    for (const task of chunk) task.start(this.lane.facts.index);
    this.#tasks = new Map(chunk.map((task) => [task.index, task]));
    this.#unmet = undefined;
    if (chunk.length === 0) order.rendezvous?.miss(asked[0]!.span.label, undefined);
    await this.#runRest(order, true);
  }

  /** Ends what runs here; its tasks reject. */
  terminate(reason: string): void {
    this.#isTerminated = true;
    this.lane.kill(reason);
  }

  /** @param mayRunAgain - whether what was not begun when a worker died may run in the next one. */
  async #runRest(order: Order, mayRunAgain: boolean): Promise<void> {
    const before = this.#tasks.size;
    if (before === 0) return;
    try {
      while (!this.lane.hasLoaded(order.reference)) await this.lane.load(order.reference, this.#label);
    } catch (error) {
      return this.#lose(order, error, Infinity);
    }
    try {
      await this.#runLoaded(order);
    } catch (error) {
      const last = this.#lastBegun(error);
      const isInVain = last === undefined && (!mayRunAgain || order.rendezvous !== undefined);
      this.#lose(order, error, this.#isTerminated || isInVain ? Infinity : (last ?? -1));
      await this.#runRest({ ...order, rendezvous: undefined }, this.#tasks.size < before);
    }
  }

  async #runLoaded(order: Order): Promise<void> {
    const all = [...this.#tasks.values()];
    let [head, allowance] = [all[0], this.#allowance()];
    await this.#begin();
    const met = order.rendezvous?.met();
    let next: Instruction = { do: 'run', now: 0, chunk: chunkOf(order, all) };
    while (this.#tasks.size > 0) {
      this.#takeOver(await this.lane.step(next, { task: this.#label, allowance, life: this.#life }));
      const [first] = this.#tasks.values();
      if (first !== head) [head, allowance] = [first, this.#allowance()];
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

  async #begin(): Promise<void> {
    if (this.#life === this.lane.life) return;
    const life = (this.#life = this.lane.life);
    await this.lane.step(beginOf(this.clock), { task: this.#label, life });
  }

  get #label(): string | undefined {
    const [task] = this.#tasks.values();
    return task?.span.label;
  }

  /** Each task of a chunk has its time for itself; what is told of its end may come a little later. */
  #allowance(): Allowance {
    return Allowance.ofTask(this.lane.facts.options, this.#tasks.size > 1 ? PROGRESS_REAL_MS : 0);
  }

  #takeOver({ log, worker }: Reply): void {
    this.#books.worker = worker;
    const [task] = this.#tasks.values();
    const ahead = aheadOfMachine(this.clock) - (task?.call.beganAt ?? 0);
    for (const entry of log) this.#redo(entry, ahead);
  }

  /** @param ahead - by how many milliseconds the call's recording is ahead of the machine's clock. */
  #redo(entry: Entry, ahead: Ms): void {
    switch (entry[0]) {
      case 'start':
        return void this.#startedAt.set(entry[1], entry[2] + ahead);
      case 'fulfil':
      case 'reject':
        return this.#settle(entry, ahead);
      case 'arrive':
        this.#arrived = true;
        return;
      case 'arm':
      case 'disarm':
      case 'pass':
      case 'settle':
      case 'fail':
        throw bug(`a lane on the real clock said "${entry[0]}"`, entry);
      default:
        return this.#books.write(entry, entry[0] === 'print' ? entry[4] + ahead : this.clock.now);
    }
  }

  #settle([how, index, packed, at]: Extract<Entry, readonly ['fulfil' | 'reject', ...unknown[]]>, ahead: Ms): void {
    const task = this.#tasks.get(index);
    if (task === undefined) return;
    const endedAt = at + ahead;
    const times = { startedAt: this.#startedAt.get(index) ?? endedAt, endedAt };
    this.#startedAt.delete(index);
    this.#tasks.delete(index);
    if (how === 'fulfil') task.fulfil(unpack(packed), this.#books.takeFacts(), times);
    else task.reject(this.#unmet ?? unpack(packed), this.#books.takeFacts(), times);
  }

  /** The index of the last task that the worker may have begun before it died; undefined if it had begun none. */
  #lastBegun(error: unknown): number | undefined {
    if (!(error instanceof WorkerDied)) return Infinity;
    const { reach, ranTask } = error[ENDING];
    const [first] = this.#tasks.values();
    if (reach === undefined || first === undefined || reach.call !== first.call.number) return undefined;
    const last = ranTask ?? reach.task;
    return last < first.index ? undefined : last;
  }

  /** Rejects the tasks up to this index. */
  #lose({ rendezvous }: Order, error: unknown, last: number): void {
    this.#life = undefined;
    this.#books.lose();
    const facts = this.#books.takeFacts();
    rendezvous?.miss(this.#label ?? '', error);
    for (const [index, task] of this.#tasks) {
      if (index > last) break;
      this.#tasks.delete(index);
      task.reject(error instanceof WorkerDied ? this.#diedFor(task, error) : error, facts);
    }
  }

  #diedFor(task: Task, error: WorkerDied): WorkerDied {
    const { ranTask } = error[ENDING];
    return this.lane.died(error[ENDING], task.span.label, ranTask !== undefined && task.index < ranTask);
  }
}
