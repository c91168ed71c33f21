import { unpack } from '../crossing/pack';
import { bug } from '../errors';
import type { Task } from '../pools/task';
import type { Release } from '../time/clock';
import type { Ms } from '../time/duration';
import type { VirtualClock } from '../time/virtual-clock';
import { recorderOf } from '../trace/recorder';
import { Allowance } from './allowance';
import { Briefing } from './briefing';
import type { Lane, StepFacts } from './lane';
import { LaneBooks } from './lane-books';
import { LaneComputation } from './lane-computation';
import { holdForEnd, holdForStep, loadUnderHold } from './lane-hold';
import { LaneTimers } from './lane-timers';
import type { Entry, Happening, Reply, Timed } from './protocol';
import { chunkOf, type Order } from './order';
import type { Rendezvous } from './rendezvous';
import { RunningTask } from './running-task';
import type { Ending } from './worker-died';

/**
 * A lane, as one simulation's clock sees it: timers that fire in its worker, requests that ask the test's servers, spans
 * that the test's recorder writes down.
 *
 * A step holds the clock until the worker has run to quiet; then what it logged is done again here, in its order. What
 * follows a computation in the log happens when the computation is over.
 */
export class SimulatedLane {
  readonly #timers: LaneTimers;
  readonly #books: LaneBooks;
  readonly #briefing: Briefing;
  #running: RunningTask | undefined;
  /** What is left of the time of the task that runs, or ran last: what it has left behind runs in it too. */
  #allowance: Allowance | undefined;
  readonly #computation: LaneComputation;
  /** What waits until the worker is free, in order. */
  readonly #line: (() => void)[] = [];
  #isStepping = false;
  #isReplaying = false;
  /** The number of the worker that knows of this simulation. */
  #life: number | undefined;
  #isOver = false;
  /** How the worker ended while its computation was replayed. */
  #goneMeanwhile: Ending | undefined;
  /** Lets go of the clock when the worker that was ended is gone. */
  #releaseEnd: Release | undefined;

  constructor(
    private readonly lane: Lane,
    private readonly clock: VirtualClock,
    isPassedOn: boolean,
  ) {
    this.#books = new LaneBooks(recorderOf(clock), isPassedOn, (index) => this.#running?.spanIdOf(index));
    this.#briefing = new Briefing(clock);
    this.#computation = new LaneComputation(clock);
    this.#timers = new LaneTimers(clock, this.#computation.time, (timer) => this.#whenFree({ do: 'fire', timer }));
    clock.partings.add(() => this.#leave());
  }

  /** Runs a task; resolves when it has settled. */
  async run(task: Task, order: Order): Promise<void> {
    const start = this.#computation.started(this.lane.facts.kind);
    if (start !== undefined) await start;
    if (!task.isQueued) return order.rendezvous?.miss(task.span.label, undefined);
    task.start(this.lane.facts.index);
    const gone = (ending: Ending): void => this.#gone(ending);
    this.lane.whenGone = gone;
    this.#allowance = Allowance.ofTask(this.lane.facts.options, 0);
    return new Promise((done) => {
      this.#running = new RunningTask(task, order, done);
      void this.#begin(this.#running);
    });
  }

  /** Has the worker, or one that took its place, load the function and run the task. */
  async #begin(running: RunningTask): Promise<void> {
    const { task, order } = running;
    try {
      // Mostly the lane has done so before its first task started.
      if (!this.lane.hasLoaded(order.fn)) await loadUnderHold(this.clock, this.lane, order.fn, this.#label);
    } catch (error) {
      // Another task may have taken its place if the worker died.
      if (this.#running === running && !this.#isOver) this.#lose(error);
      return;
    }
    if (this.#running !== running) return;
    if (order.rendezvous !== undefined) void this.#meet(order.rendezvous, running);
    this.#whenFree({ do: 'run', chunk: chunkOf(order, [task]) });
  }

  async #meet(rendezvous: Rendezvous, running: RunningTask): Promise<void> {
    running.unmet = await rendezvous.met();
    if (this.#running === running) this.#whenFree({ do: 'meet', isMet: running.unmet === undefined });
  }

  #whenFree(happening: Happening): void {
    if (this.#isOver) return;
    const step = (): void => void this.#step({ ...happening, now: this.clock.now });
    if (this.#isFree) step();
    else this.#line.push(step);
  }

  get #isFree(): boolean {
    return !this.#isStepping && !this.#isReplaying && !this.#computation.isOn;
  }

  get #label(): string | undefined {
    return this.#running?.label;
  }

  async #step(instruction: Timed): Promise<void> {
    this.#isStepping = true;
    this.#computation.time.begin(instruction.now);
    const release = holdForStep(this.clock, this.lane.facts, this.#label);
    try {
      const { log } = await this.#reply(instruction);
      this.#isStepping = false;
      if (this.#isOver) return;
      this.#books.worker = this.lane.worker;
      this.#replay(log);
    } catch (died) {
      this.#isStepping = false;
      if (!this.#isOver) this.#lose(died, instruction.do === 'run');
    } finally {
      this.clock.quiescence.nativeSeen();
      release();
    }
  }

  async #reply(instruction: Timed): Promise<Reply> {
    const steps = [...this.#briefing.next(this.#life === undefined), instruction];
    const life = (this.#life ??= this.lane.life);
    const facts: StepFacts = { task: this.#running, allowance: this.#allowance, life };
    return (await Promise.all(steps.map((one) => this.lane.step(one, facts)))).at(-1)!;
  }

  #replay(log: readonly Entry[]): void {
    this.#isReplaying = true;
    for (const [place, entry] of log.entries()) {
      if (entry[0] === 'pass') {
        this.#computation.begin(entry[1], log.slice(place + 1), (rest) => this.#goOn(rest));
        break;
      }
      this.#redo(entry);
    }
    this.#isReplaying = false;
    if (this.#computation.isOn) return;
    const answers = this.#books.takeAnswers();
    if (answers.length > 0) return this.#whenFree({ do: 'answer', answers });
    this.#line.shift()?.();
  }

  /** The worker has computed; what fell due meanwhile comes after what followed. */
  #goOn(rest: readonly Entry[]): void {
    if (this.#isOver) return;
    this.#replay(rest);
    if (this.#goneMeanwhile !== undefined) this.#gone(this.#goneMeanwhile);
  }

  #redo(entry: Exclude<Entry, readonly ['pass', Ms]>): void {
    switch (entry[0]) {
      case 'arm':
        return this.#timers.arm(entry);
      case 'disarm':
        return this.#timers.disarm(entry[1]);
      case 'start':
        return undefined;
      case 'fulfil':
        return this.#settled().fulfil(entry[2], this.#books.takeFacts());
      case 'reject':
        return this.#settled().reject(entry[2], this.#books.takeFacts());
      case 'settle':
        return void this.#settleElsewhere(entry[1]);
      case 'ran':
        throw bug('a lane on the virtual clock said "ran"', entry);
      case 'arrive':
        return this.#running?.order.rendezvous?.arrive();
      case 'fail':
        return this.clock.fail(unpack(entry[1]));
      default:
        return this.#books.write(entry, this.clock.now);
    }
  }

  /** Tells the worker when everybody has run; not one that took its place. */
  async #settleElsewhere(settler: number): Promise<void> {
    const life = this.#life;
    await this.clock.settled();
    if (this.#life === life) this.#whenFree({ do: 'settle', settler });
  }

  /** The task that runs, which is about to settle. */
  #settled(): RunningTask {
    const running = this.#running;
    if (running === undefined) throw bug('a lane settled a task that it was not given', this.lane.facts);
    this.#running = undefined;
    return running;
  }

  /** The worker has died. What it has told before it did counts. */
  #gone(ending: Ending): void {
    if (this.#isOver || this.#isStepping) return;
    this.#goneMeanwhile = this.#computation.isOn ? ending : undefined;
    if (!this.#computation.isOn) this.#lose(this.lane.died(ending, this.#label));
  }

  /**
   * The worker is gone, and with it all that it had under way.
   *
   * @param mayRunAgain - whether it was about to begin a task, which the next worker may do.
   */
  #lose(error: unknown, mayRunAgain = false): void {
    this.#computation.lose();
    this.#timers.lose();
    this.#books.lose();
    this.#line.length = 0;
    this.#life = undefined;
    this.#releaseEnd?.();
    if (this.#running === undefined) return;
    if (mayRunAgain && this.#running.mayRunAgain(error)) void this.#begin(this.#running);
    else this.#settled().lose(error, this.#books.takeFacts());
  }

  /** Ends what runs here; its task rejects once the worker is gone. */
  terminate(reason: string): void {
    if (this.#running === undefined || this.#isOver) return;
    if (!this.#isStepping) this.#releaseEnd = holdForEnd(this.clock, this.lane.facts, this.#label);
    this.#computation.callOff();
    this.lane.kill(reason);
  }

  /** The simulation is over. A worker that is still at it cannot be interrupted. */
  async #leave(): Promise<readonly string[]> {
    this.#isOver = true;
    this.#computation.callOff();
    this.lane.whenGone = undefined;
    if (this.#isStepping) this.lane.kill('its simulation ended while it ran');
    if (this.#isStepping || this.#life === undefined || !this.lane.hasWorker) return [];
    const reply = await this.lane.step({ do: 'finish' }, { life: this.#life }).catch(() => undefined);
    if (reply?.fault !== undefined) this.clock.fault ??= unpack(reply.fault) as Error;
    return reply?.leaks ?? [];
  }
}
