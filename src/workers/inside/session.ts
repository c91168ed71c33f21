import { packError } from '../../crossing/pack';
import type * as NetworkModule from '../../servers/network';
import { declareRemote, registry } from '../../servers/registry';
import { SlowServer } from '../../servers/slow-server';
import { leaksAmong } from '../../time/leaks';
import { inForce } from '../../time/current-clock';
import { installRest } from '../../time/delegates/as-loaded';
import { randomInForce } from '../../time/delegates/random';
import { natives } from '../../time/natives';
import { RealClock } from '../../time/real-clock';
import type * as VirtualClockModule from '../../time/virtual-clock';
import type { VirtualClock } from '../../time/virtual-clock';
import type { VirtualClockOptions } from '../../time/virtual-clock-options';
import { Recorder, recordBy } from '../../trace/recorder';
import { drawsOf } from '../../trace/draws';
import { type Instruction, type Reply, type SessionFacts } from '../protocol';
import { runChunk, type Surroundings } from './chunk';
import { LaneSteps } from './lane-steps';
import { Lease } from './lease';
import { Log } from './log';
import { output } from './output';
import { RemoteGates } from './remote-gates';
import { runSlice } from './slice';
import { SpanLog } from './span-log';

/** What a clock is asked for by its own simulation; here the pool's clock is. */
const UNASKED = {
  origin: {},
  describeTasks: () => 'All of this is inside a worker.',
  interrupted: () => undefined,
};

/** One simulation in this lane: the clock, the network and the draws of the test, as far as they are needed here. */
export class Session {
  readonly #log = new Log();
  readonly #steps: LaneSteps;
  readonly #virtual: VirtualClock | undefined;
  readonly #clock: VirtualClock | RealClock;
  readonly #gates: RemoteGates;
  readonly #surroundings: Surroundings;
  /** In a simulation, from the first server on. */
  #network: typeof NetworkModule | undefined;
  #reply: ((reply: Reply) => void) | undefined;
  #meet: ((isMet: boolean) => void) | undefined;
  #isRunning = false;
  /** On the real clock there may be something to say while nobody asks. */
  #hasToTell = false;
  readonly #ran = (): void => {
    this.#isRunning = false;
    // What else a task has set off may be about to come to its end as well.
    if (this.#virtual === undefined && this.#log.isPlain) this.#tell();
    else this.#toldOnTheSpot();
  };
  readonly #failed = (error: unknown): void => {
    this.#log.add('fail', packError(error));
    this.#ran();
  };

  constructor(
    private readonly facts: SessionFacts,
    servers: readonly string[],
    sharesMemory: boolean,
  ) {
    const { seed, limits } = facts;
    const tell = (): void => this.#tell();
    this.#gates = new RemoteGates(this.#log, () => this.#toldOnTheSpot());
    const isAwaitingPool = (): boolean => this.#gates.isAwaiting || !this.#isRunning;
    this.#steps = new LaneSteps(this.#log, isAwaitingPool, tell, () => this.#goOn());
    this.#virtual =
      facts.clock === 'virtual' ? virtualClock({ ...UNASKED, seed, limits, stepper: this.#steps }) : undefined;
    this.#virtual?.failed.catch((error: unknown) => this.#steps.fail(error));
    this.#clock = this.#virtual ?? new RealClock(seed);
    const recorder = new Recorder(() => this.#clock.now, { seed }, new SpanLog(this.#log));
    recordBy(this.#clock, recorder);
    this.#surroundings = {
      log: this.#log,
      seed,
      recording: recorder.recording,
      lease: new Lease(true),
      sharesMemory,
      now: this.#virtual === undefined ? natives.now : () => this.#clock.now,
      meet: () => this.#arrive(),
      tell: () => this.#tellAtOnce(),
    };
    this.#enter(servers);
  }

  /** The servers that the test has declared by now; inside a simulation all of them answer from now on. */
  declare(servers: readonly string[]): void {
    declareRemote(servers.map((origin) => new SlowServer(origin, [])));
    if (this.#network !== undefined) return registry.network?.install();
    if (servers.length === 0 || this.facts.clock === 'none') return;
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- late: it loads all that Node has for requests
    this.#network = require('../../servers/network') as typeof NetworkModule;
    this.#network.openNetworkBehind(this.#gates, this.#clock);
  }

  /** Takes a step; resolves when this lane has something to say. */
  take(
    instruction: Exclude<Instruction, { do: 'load' | 'expect servers' | 'begin' | 'declare' | 'finish' }>,
  ): Promise<Reply> {
    return new Promise((resolve) => {
      this.#reply = resolve;
      const happen = (): void => this.#happen(instruction);
      if (this.#virtual !== undefined) return this.#virtual.step(instruction.now, happen);
      happen();
      if (this.#hasToTell) this.#toldOnTheSpot();
    });
  }

  /** The simulation is over: nothing more happens here. */
  finish(): Reply {
    const left = this.#virtual?.end() ?? [];
    this.#steps.stopStarving();
    const fault = this.#network?.closeNetwork() ?? this.#virtual?.fault;
    inForce.clock = undefined;
    inForce.virtual = undefined;
    randomInForce.draw = undefined;
    output.log = undefined;
    output.task = undefined;
    return {
      log: [],
      leaks: leaksAmong(left),
      ...(fault === undefined ? {} : { fault: packError(fault) }),
    };
  }

  #enter(servers: readonly string[]): void {
    const { seed, isSeeded, clock } = this.facts;
    output.log = this.#log;
    output.now = this.#surroundings.now;
    if (clock !== 'none') {
      inForce.clock = this.#clock;
      inForce.virtual = this.#virtual;
    }
    this.declare(servers);
    if (clock !== 'none' && isSeeded) randomInForce.draw = drawsOf(seed);
  }

  #happen(instruction: Parameters<Session['take']>[0]): void {
    switch (instruction.do) {
      case 'run':
        return this.#run(runChunk(instruction.chunk, this.#surroundings));
      case 'run slice':
        return this.#run(runSlice(instruction.slice, this.#surroundings));
      case 'fire':
        return this.#steps.queue.take(instruction.timer)?.fire();
      case 'answer':
        return instruction.answers.forEach(([request, answer]) => this.#gates.decided(request, answer));
      case 'settle':
        return this.#steps.settle(instruction.settler);
      case 'meet':
        return this.#meet?.(instruction.isMet);
      case 'wait':
        // At once: where the next task begins first, and is synchronous, nothing is told before it ends.
        if (this.#hasToTell) this.#tell();
        return undefined;
    }
  }

  #run(work: Promise<void>): void {
    this.#isRunning = true;
    void work.then(this.#ran, this.#failed);
  }

  /** The other lanes hear that this one has come to where they meet. */
  #arrive(): Promise<boolean> {
    this.#log.add('arrive');
    const met = new Promise<boolean>((resolve) => (this.#meet = resolve));
    this.#toldOnTheSpot();
    return met;
  }

  /** On the real clock nobody waits until everything is quiet. */
  #toldOnTheSpot(): void {
    if (this.#virtual === undefined) natives.setImmediate(() => this.#tell());
  }

  #tellAtOnce(): Promise<void> {
    this.#tell();
    return this.#hasToTell ? this.#hear() : natives.promises.setImmediate();
  }

  /** The pool asks on as soon as it has heard something. Of what it asked while a task ran one turn may not hear yet. */
  async #hear(): Promise<void> {
    await natives.promises.setImmediate();
    await natives.promises.setImmediate();
  }

  #goOn(): void {
    this.#virtual?.step(this.#clock.now, () => undefined);
  }

  #tell(): void {
    const reply = this.#reply;
    this.#hasToTell = reply === undefined;
    if (reply === undefined) return;
    this.#reply = undefined;
    this.#gates.note();
    const fault = this.#virtual === undefined && this.#network !== undefined ? registry.network?.fault : undefined;
    reply(fault === undefined ? this.#log.reply() : { ...this.#log.reply(), fault: packError(fault) });
  }
}

function virtualClock(options: VirtualClockOptions): VirtualClock {
  installRest();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late: it is half of what a worker may have to load
  const { VirtualClock: Late } = require('../../time/virtual-clock') as typeof VirtualClockModule;
  return new Late(options);
}
