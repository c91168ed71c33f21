import { packError, unpack } from '../crossing/pack';
import type { Packed } from '../crossing/parcel';
import type { Task } from '../pools/task';
import type { Admission } from '../servers/gate';
import type { Decision } from '../servers/plan';
import { registry } from '../servers/registry';
import type { Clock } from '../time/clock';
import type { Ms } from '../time/duration';
import { machineNow } from '../time/machine-clock';
import { recorderOf } from '../trace/recorder';
import type { Lane } from './lane';
import type { Order } from './order';
import { OutputBook } from './output-book';
import type { Answered, Entry, Instruction, Reply } from './protocol';
import { sessionOf } from './session-facts';
import { SpanCopies, unpacked } from './span-copies';
import { RAN_TASK, WorkerDied } from './worker-died';

/** A lane on the real clock: what it measures is taken over, in the milliseconds of the clock here. */
export class RealLane {
  readonly #requests = new Map<number, Admission>();
  readonly #spans: SpanCopies;
  readonly #output: OutputBook;
  /** Those of the chunk that have not settled, by index, in order. */
  #tasks = new Map<number, Task>();
  readonly #startedAt = new Map<number, Ms>();
  #answers: [number, Answered<Decision>][] = [];
  #arrived = false;
  #isBegun = false;

  constructor(
    private readonly lane: Lane,
    private readonly clock: Clock,
    isPassedOn: boolean,
  ) {
    const recorder = recorderOf(clock);
    this.#output = new OutputBook(recorder, isPassedOn);
    this.#spans = new SpanCopies(recorder, (index) => this.#tasks.get(index)?.span.id);
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
      if (this.#arrived) {
        this.#arrived = false;
        rendezvous?.arrive();
        await met;
        next = { do: 'meet', now: 0 };
      } else if (this.#answers.length > 0) next = { do: 'answer', now: 0, answers: this.#answers.splice(0) };
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
    this.#output.worker = worker;
    const ahead = this.clock.now - machineNow();
    for (const entry of log) this.#redo(entry, ahead);
  }

  /** @param ahead - by how many milliseconds the clock here is ahead of the machine's. */
  #redo(entry: Entry, ahead: Ms): void {
    switch (entry[0]) {
      case 'start':
        return void this.#startedAt.set(entry[1], entry[2] + ahead);
      case 'fulfil':
      case 'reject':
        return this.#settle(entry, ahead);
      case 'print':
        return this.#output.print(entry[2], entry[3], entry[4] + ahead, entry[1] !== undefined);
      case 'queue span':
        return this.#spans.queue(entry[1], entry[2]);
      case 'start span':
        return this.#spans.start(entry[1], entry[2]);
      case 'end span':
        return this.#spans.end(entry[1], entry[2], entry[3]);
      case 'cancel span':
        return this.#spans.cancel(entry[1]);
      case 'ask':
        return this.#ask(entry);
      case 'answered':
        this.#requests.get(entry[1])?.end(entry[2], unpacked(entry[3]));
        return void this.#requests.delete(entry[1]);
      case 'arrive':
        this.#arrived = true;
    }
  }

  #settle([how, index, packed, at]: Extract<Entry, readonly ['fulfil' | 'reject', ...unknown[]]>, ahead: Ms): void {
    const task = this.#tasks.get(index);
    if (task === undefined) return;
    const endedAt = at + ahead;
    const times = { startedAt: this.#startedAt.get(index) ?? endedAt, endedAt };
    this.#startedAt.delete(index);
    this.#tasks.delete(index);
    if (how === 'fulfil') task.fulfil(unpack(packed), this.#output.take(), times);
    else task.reject(unpack(packed), this.#output.take(), times);
  }

  #ask([, request, origin, asked, parent]: Extract<Entry, readonly ['ask', ...unknown[]]>): void {
    try {
      const admission = registry.network!.admit(origin, asked, this.#spans.idOf(parent));
      this.#requests.set(request, admission);
      this.#answers.push([request, { value: admission.decision as Decision }]);
    } catch (error) {
      this.#answers.push([request, { error: packError(error) }]);
    }
  }

  /** The tasks that it certainly had not begun run in the next worker; nothing runs twice. */
  #died(error: unknown): void {
    this.#isBegun = false;
    this.#spans.lose();
    for (const request of this.#requests.values()) request.end('cancelled', {});
    this.#requests.clear();
    const last = error instanceof WorkerDied ? error[RAN_TASK] : undefined;
    const facts = this.#output.take();
    for (const [index, task] of this.#tasks) {
      if (last !== undefined && index > last) break;
      this.#tasks.delete(index);
      task.reject(error, facts);
    }
  }
}
