import { pack } from '../crossing/pack';
import { arePrimitives } from '../crossing/parcel';
import { limit } from '../pools/limit';
import type { Chunk, Engine, Gate, Slice } from '../pools/engine';
import type { Recipe } from '../pools/task';
import { referenceOf } from '../references/reference-of';
import type { TaskReference } from '../references/task-reference';
import { registry } from '../servers/registry';
import { testAround } from '../time/test-around';
import type { Clock } from '../time/clock';
import { currentClock, inForce } from '../time/current-clock';
import type { VirtualClock } from '../time/virtual-clock';
import { Lane } from './lane';
import type { LaneFacts } from './lane-facts';
import { LaneStarts, type NumberedFunction, type Order } from './order';
import { RealLane } from './real-lane';
import { Rendezvous } from './rendezvous';
import { SimulatedLane } from './simulated-lane';
import { sliceOf } from './slice-of';

/** A lane as the clock in force sees it. */
type LaneOnClock = { readonly clock: Clock } & (
  | { readonly simulated: SimulatedLane; readonly real?: undefined }
  | { readonly real: RealLane; readonly simulated?: undefined }
);

/** How much of the test's time limit the start of a lane may take: compiling for the first time is slow. */
const OF_THE_TEST = 0.85;

/** Chunks a lane gets of a map on the real clock: as Python has it. */
const CHUNKS_A_LANE = 4;

/** Runs tasks in workers, one for each lane. */
export class WorkerEngine implements Engine {
  readonly leavesWithTheClock = true;
  readonly #lanes: Lane[] = [];
  /** Of lanes that are closed. */
  readonly #endings: Promise<void>[] = [];
  /** Those it was given, by their references. */
  readonly #functions = new Map<string, NumberedFunction>();
  readonly #onClock = new Map<Lane, LaneOnClock>();

  constructor(
    private readonly size: number,
    private readonly facts: Omit<LaneFacts, 'index'>,
  ) {}

  gate(): Gate {
    return limit(this.size);
  }

  fit<I>(recipe: Recipe<I>): Recipe<I> {
    const { rendezvous = false, taskTimeout } = this.facts.options;
    const isSingle = recipe.isSingle === true;
    const order: Order = {
      fn: this.#numbered(referenceOf(recipe.fn)),
      isAlone: isSingle && taskTimeout === undefined,
      takes: recipe.takes,
      rendezvous: rendezvous && !isSingle ? new Rendezvous(this.size, this.facts.pool) : undefined,
      starts: new LaneStarts(),
    };
    const sharesMemory = this.facts.kind === 'thread';
    const parcelsOf = (inputs: readonly I[], first: number): readonly unknown[] =>
      arePrimitives(inputs)
        ? inputs
        : inputs.map((input, i) => pack(input, recipe.nameOf(first + i), { sharesMemory }));
    return { ...recipe, fitted: order, parcelsOf };
  }

  /** Starts a lane and has it load the function, beside the others: one after another would take much longer. */
  prepare({ recipe, clock }: Parameters<NonNullable<Engine['prepare']>>[0], index: number): void {
    const { fn, starts, isAlone } = recipe.fitted as Order;
    // On the real clock nobody waits for its lane, which starts with it.
    if (isAlone && inForce.clock === undefined) return;
    const release = clock.hold(`start of lane ${index} of ${this.facts.pool}`, testAround.timeout * OF_THE_TEST);
    starts.add(this.#load(this.#lane(index), fn, clock).catch(toldToTasks).then(release));
  }

  async #load(lane: Lane, fn: NumberedFunction, clock: Clock): Promise<void> {
    const { real } = this.#on(lane, clock);
    await (real ?? lane).load(fn);
    // Here all lanes do so at a time; in the simulation one after another, as one task starts after another.
    if (inForce.clock !== undefined && registry.servers.size > 0) await lane.expectServers();
  }

  chunkSizeFor(inputs: number, { kind }: Clock): number {
    return kind === 'virtual' ? 1 : Math.max(1, Math.ceil(inputs / (CHUNKS_A_LANE * this.size)));
  }

  async run(chunk: Chunk, index: number): Promise<void> {
    const { clock, recipe } = chunk[0]!.call;
    const order = this.#rendezvousing(recipe.fitted as Order);
    const lane = this.#lane(index);
    const { simulated, real } = this.#on(lane, clock);
    if (real !== undefined) return real.run(sliceOf(chunk), order);
    const [first, ...rest] = chunk;
    if (first!.isQueued) await simulated.run(first!, order);
    else order.rendezvous?.miss(first!.span.label, undefined);
    for (const task of rest) if (task.isQueued) await simulated.run(task, { ...order, rendezvous: undefined });
  }

  runSlice(slice: Slice, index: number): Promise<void> {
    const { clock, recipe } = slice.call;
    const order = this.#rendezvousing(recipe.fitted as Order);
    return this.#on(this.#lane(index), clock).real!.run(slice, order);
  }

  noMore(recipe: Pick<Recipe<never>, 'fitted'>, chunks: number): void {
    (recipe.fitted as Order).rendezvous?.noMore(chunks);
  }

  terminate(): void {
    for (const { simulated, real } of this.#onClock.values()) (simulated ?? real).terminate(TERMINATED);
    for (const lane of this.#lanes) if (lane.isBusy) lane.kill(TERMINATED);
  }

  /** Real work: whoever waits for it inside a simulation has the clock stand still. */
  async end(): Promise<void> {
    const release = currentClock().hold(`end of the workers of ${this.facts.pool}`);
    this.#onClock.clear();
    this.#endings.push(...this.#lanes.splice(0).map((lane) => lane.end()));
    await Promise.all(this.#endings);
    release();
  }

  /** One that was called before has its number again: lanes have loaded it. */
  #numbered(reference: TaskReference): NumberedFunction {
    const key = JSON.stringify(reference);
    const fn = this.#functions.get(key) ?? { number: this.#functions.size, reference };
    this.#functions.set(key, fn);
    return fn;
  }

  #lane(index: number): Lane {
    return (this.#lanes[index] ??= new Lane({ ...this.facts, index }));
  }

  #on(lane: Lane, clock: Clock): LaneOnClock {
    const known = this.#onClock.get(lane);
    if (known?.clock === clock) return known;
    const isPassedOn = this.facts.options.output === 'pass';
    const onClock: LaneOnClock = isVirtual(clock)
      ? { clock, simulated: new SimulatedLane(lane, clock, isPassedOn) }
      : { clock, real: new RealLane(lane, clock, isPassedOn) };
    this.#onClock.set(lane, onClock);
    return onClock;
  }

  /** Only the first tasks of a call wait for each other. */
  #rendezvousing(order: Order): Order {
    if (order.rendezvous === undefined || order.rendezvous.invites()) return order;
    return { ...order, rendezvous: undefined };
  }
}

function isVirtual(clock: Clock): clock is VirtualClock {
  return clock.kind === 'virtual';
}

/** Whoever runs the first task in the lane hears of it too. */
function toldToTasks(): void {}

const TERMINATED = 'its pool was terminated';
