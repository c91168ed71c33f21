import { unpack } from '../crossing/pack';
import type { Packed } from '../crossing/parcel';
import { bug } from '../errors';
import type { Task } from '../pools/task';
import { registry } from '../servers/registry';
import type { Clock } from '../time/clock';
import type { Ms } from '../time/duration';
import { machineNow } from '../time/machine-clock';
import { recorderOf } from '../trace/recorder';
import type { Lane } from './lane';
import { LaneBooks } from './lane-books';
import type { Order } from './order';
import type { Entry, Instruction, Reply } from './protocol';
import { sessionOf } from './session-facts';
import { RAN_TASK, WorkerDied } from './worker-died';

/** A lane on the real clock: what it measures is taken over, in the milliseconds of the clock here. */
export class RealLane {
  readonly #books: LaneBooks;
  /** Those of the chunk that have not settled, by index, in order. */
  #tasks = new Map<number, Task>();
  readonly #startedAt = new Map<number, Ms>();
  #arrived = false;
  #isBegun = false;

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
    while (this.#tasks.size > 0) {
      try {
        await this.#runRest(order);
      } catch (error) {
        this.#died(error);
      }
    }
  }

  /** Once the simulation is over: the lane forgets it. */
  async finish(): Promise<void> {
    if (this.#isBegun) await this.lane.step({ do: 'finish' }).catch(() => undefined);
    this.#isBegun = false;
  }

  async #runRest({ reference, takes, rendezvous }: Order): Promise<void> {
    await this.lane.load(reference);
    const [first] = this.#tasks.values();
    const tasks = [...this.#tasks.values()].map((task) => [task.index, task.parcel as Packed] as const);
    const met = rendezvous === undefined ? undefined : new Promise<void>((resolve) => rendezvous.expect(resolve));
    const chunk = { reference, takes, tasks, call: first!.call.number, rendezvous: rendezvous !== undefined };
    let next: Instruction = { do: 'run', now: 0, chunk };
    while (this.#tasks.size > 0) {
      this.#takeOver(await this.#step(next));
      const answers = this.#books.takeAnswers();
      if (this.#arrived) {
        this.#arrived = false;
        rendezvous?.arrive();
        await met;
        next = { do: 'meet', now: 0 };
      } else if (answers.length > 0) next = { do: 'answer', now: 0, answers };
      else next = { do: 'wait', now: 0 };
    }
  }

  async #step(instruction: Instruction): Promise<Reply> {
    const [task] = this.#tasks.values();
    const label = task?.span.label;
    if (!this.#isBegun) {
      const servers = [...registry.servers.keys()];
      await this.lane.step({ do: 'begin', session: sessionOf(this.clock), servers }, label);
      this.#isBegun = true;
    }
    const reply = await this.lane.step(instruction, label);
    if (reply.isNew === true) throw this.lane.lost(label);
    return reply;
  }

  #takeOver({ log, worker }: Reply): void {
    this.#books.worker = worker;
    const [task] = this.#tasks.values();
    const ahead = this.clock.now - machineNow() - (task?.call.beganAt ?? 0);
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
    else task.reject(unpack(packed), this.#books.takeFacts(), times);
  }

  /** The tasks that it certainly had not begun run in the next worker; nothing runs twice. */
  #died(error: unknown): void {
    this.#isBegun = false;
    this.#books.lose();
    const last = error instanceof WorkerDied ? error[RAN_TASK] : undefined;
    const facts = this.#books.takeFacts();
    for (const [index, task] of this.#tasks) {
      if (last !== undefined && index > last) break;
      this.#tasks.delete(index);
      task.reject(error, facts);
    }
  }
}
