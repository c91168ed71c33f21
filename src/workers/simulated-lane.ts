import { unpack } from '../crossing/pack';
import type { Packed } from '../crossing/parcel';
import { bug } from '../errors';
import type { Task } from '../pools/task';
import { registry } from '../servers/registry';
import type { Ms } from '../time/duration';
import type { VirtualClock } from '../time/virtual-clock';
import { VirtualTimer } from '../time/virtual-timer';
import type { EndFacts } from '../trace/open-span';
import { recorderOf } from '../trace/recorder';
import type { Lane } from './lane';
import { LaneBooks } from './lane-books';
import { LaneTime } from './lane-time';
import type { Entry, Instruction } from './protocol';
import type { Order } from './order';
import type { Rendezvous } from './rendezvous';
import { sessionOf } from './session-facts';
import { payForStart } from './start-cost';

type Timed = Extract<Instruction, { now: Ms }>;
type Happening = { [Kind in Timed['do']]: Omit<Extract<Timed, { do: Kind }>, 'now'> }[Timed['do']];

/**
 * A lane, as one simulation's clock sees it: timers that fire in its worker, requests that ask the test's servers, spans
 * that the test's recorder writes down.
 *
 * A step holds the clock until the worker has run to quiet; then what it logged is done again here, in its order. What
 * follows a computation in the log happens when the computation is over.
 */
export class SimulatedLane {
  readonly #timers = new Map<number, VirtualTimer>();
  readonly #books: LaneBooks;
  #task: { readonly task: Task; readonly done: () => void } | undefined;
  /** What is left of the last log, while its worker computes. */
  #rest: readonly Entry[] | undefined;
  /** Calls off what its worker computes. */
  #stopComputing = (): void => undefined;
  readonly #time = new LaneTime();
  /** The start of its worker, once it was paid for. */
  #start: Promise<void> | undefined;
  /** What waits until the worker is free, in order. */
  readonly #line: (() => void)[] = [];
  #rendezvous: Rendezvous | undefined;
  #isStepping = false;
  #isReplaying = false;
  #isBegun = false;
  #isOver = false;

  constructor(
    private readonly lane: Lane,
    private readonly clock: VirtualClock,
    isPassedOn: boolean,
  ) {
    const idOfTask = (index: number): number | undefined =>
      this.#task?.task.index === index ? this.#task.task.span.id : undefined;
    this.#books = new LaneBooks(recorderOf(clock), isPassedOn, idOfTask);
    clock.partings.add(() => this.#leave());
  }

  /** Runs a task; resolves when it has settled. */
  async run(task: Task, { reference, takes, rendezvous }: Order): Promise<void> {
    await (this.#start ??= payForStart(this.lane.facts.kind, this.clock));
    if (!task.isQueued) return;
    task.start(this.lane.facts.index);
    try {
      await this.lane.load(reference);
    } catch (error) {
      return task.reject(error);
    }
    return new Promise((done) => {
      this.#task = { task, done };
      this.#rendezvous = rendezvous;
      rendezvous?.expect(() => this.#whenFree({ do: 'meet' }));
      const chunk = {
        reference,
        call: task.call.number,
        takes,
        tasks: [[task.index, task.parcel as Packed] as const],
        rendezvous: rendezvous !== undefined,
      };
      this.#whenFree({ do: 'run', chunk });
    });
  }

  #whenFree(happening: Happening): void {
    if (this.#isOver) return;
    const step = (): void => void this.#step({ ...happening, now: this.clock.now });
    if (this.#isFree) step();
    else this.#line.push(step);
  }

  get #isFree(): boolean {
    return !this.#isStepping && !this.#isReplaying && this.#rest === undefined;
  }

  async #step(instruction: Timed): Promise<void> {
    const { pool, index } = this.lane.facts;
    const label = this.#task?.task.span.label;
    const who = label === undefined ? 'lane' : `task "${label}" in lane`;
    this.#isStepping = true;
    this.#time.begin(instruction.now);
    const release = this.clock.hold(`${who} ${index} of ${pool}`);
    try {
      const replies = [
        ...(this.#isBegun ? [] : [this.lane.step(this.#beginning(), label)]),
        this.lane.step(instruction, label),
      ];
      this.#isBegun = true;
      const reply = (await Promise.all(replies)).at(-1)!;
      this.#isStepping = false;
      if (this.#isOver) return;
      if (reply.isNew === true) return this.#died(this.lane.lost(label));
      this.#books.worker = reply.worker;
      this.#replay(reply.log);
    } catch (died) {
      this.#isStepping = false;
      if (!this.#isOver) this.#died(died);
    } finally {
      this.clock.quiescence.nativeSeen();
      release();
    }
  }

  #beginning(): Instruction {
    return { do: 'begin', session: sessionOf(this.clock), servers: [...registry.servers.keys()] };
  }

  #replay(log: readonly Entry[]): void {
    this.#isReplaying = true;
    for (const [place, entry] of log.entries()) {
      if (entry[0] === 'pass') {
        this.#rest = log.slice(place + 1);
        this.#stopComputing = this.clock.processor.compute(entry[1], () => this.#goOn(entry[1]));
        break;
      }
      this.#redo(entry);
    }
    this.#isReplaying = false;
    if (this.#rest !== undefined) return;
    const answers = this.#books.takeAnswers();
    if (answers.length > 0) return this.#whenFree({ do: 'answer', answers });
    this.#line.shift()?.();
  }

  /** The worker has computed; what fell due meanwhile comes after what followed. */
  #goOn(asked: Ms): void {
    const rest = this.#rest ?? [];
    this.#rest = undefined;
    this.#time.computed(asked, this.clock.now);
    if (!this.#isOver) this.#replay(rest);
  }

  #redo(entry: Exclude<Entry, readonly ['pass', Ms]>): void {
    switch (entry[0]) {
      case 'arm':
        return this.#arm(entry);
      case 'disarm':
        return this.#disarm(entry[1]);
      case 'start':
        return undefined;
      case 'fulfil':
        return this.#settle((task, facts) => task.fulfil(unpack(entry[2]), facts));
      case 'reject':
        return this.#settle((task, facts) => task.reject(unpack(entry[2]), facts));
      case 'settle':
        return void this.clock.settled().then(() => this.#whenFree({ do: 'settle', settler: entry[1] }));
      case 'arrive':
        return this.#rendezvous?.arrive();
      case 'fail':
        return this.clock.fail(unpack(entry[1]));
      default:
        return this.#books.write(entry, this.clock.now);
    }
  }

  /** Its own clock minds it, so here it leaks not, and is never late. */
  #arm([, number, kind, delayInLane, due, name]: Extract<Entry, readonly ['arm', ...unknown[]]>): void {
    const callback = (): void => {
      this.#timers.delete(number);
      this.#whenFree({ do: 'fire', timer: number });
    };
    Object.defineProperty(callback, 'name', { value: name });
    const delay = Math.max(0, this.#time.inPool(due - delayInLane) + delayInLane - this.clock.now);
    const plan = { kind: kind === 'event' ? kind : 'sleep', delay, callback, args: [] } as const;
    this.#timers.set(number, new VirtualTimer(this.clock, plan).unref());
  }

  #disarm(number: number): void {
    this.#timers.get(number)?.cancel();
    this.#timers.delete(number);
  }

  #settle(settle: (task: Task, facts: EndFacts) => void): void {
    if (this.#task === undefined) throw bug('a lane settled a task that it was not given', this.lane.facts);
    const { task, done } = this.#task;
    settle(task, this.#books.takeFacts());
    this.#task = undefined;
    done();
  }

  /** The worker is gone, and with it all that it had under way. */
  #died(error: unknown): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
    this.#books.lose();
    this.#line.length = 0;
    this.#stopComputing();
    this.#rest = undefined;
    this.#isBegun = false;
    this.#start = undefined;
    if (this.#task !== undefined) this.#settle((task, facts) => task.reject(error, facts));
  }

  /** Ends what runs here; its task rejects. */
  terminate(reason: string): void {
    if (this.#task === undefined) return;
    const { label } = this.#task.task.span;
    this.lane.kill(reason);
    if (!this.#isStepping) this.#died(this.lane.lost(label, reason));
  }

  /** The simulation is over. A worker that is still at it cannot be interrupted. */
  async #leave(): Promise<readonly string[]> {
    this.#isOver = true;
    if (!this.#isBegun || !this.lane.hasWorker) return [];
    if (this.#isStepping) {
      this.lane.kill('its simulation ended while it ran');
      return [];
    }
    const reply = await this.lane.step({ do: 'finish' }).catch(() => undefined);
    if (reply?.fault !== undefined) this.clock.fault ??= unpack(reply.fault) as Error;
    return reply?.leaks ?? [];
  }
}
