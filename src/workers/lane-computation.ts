import type { Ms } from '../time/duration';
import type { VirtualClock } from '../time/virtual-clock';
import type { WorkerKind } from './farm';
import { LaneTime } from './lane-time';
import type { Entry } from './protocol';

/** What a lane's worker computes, one thing at a time, on the processor of its simulation's machine. */
export class LaneComputation {
  /** Tells instants of the step in the pool's time. */
  readonly time = new LaneTime();
  #isOn = false;
  /** The start of the worker. */
  #start: Promise<void> | undefined;
  #stop = (): void => undefined;

  constructor(private readonly clock: VirtualClock) {}

  /** Whether the worker computes. */
  get isOn(): boolean {
    return this.#isOn;
  }

  /**
   * The worker computes; for how long, the processor decides.
   *
   * @param ms - how long it takes with a core of its own, in milliseconds.
   * @param rest - what the worker has logged after it, which happens when it is over.
   * @param goOn - called with that.
   */
  begin(ms: Ms, rest: readonly Entry[], goOn: (rest: readonly Entry[]) => void): void {
    this.#isOn = true;
    this.#stop = this.clock.processor.compute(ms, () => {
      this.#isOn = false;
      this.time.computed(ms, this.clock.now);
      goOn(rest);
    });
  }

  /** The worker has started, for what the machine says that costs; at once if that is nothing. */
  started(kind: WorkerKind): Promise<void> | undefined {
    const { processor } = this.clock;
    const cost = kind === 'process' ? processor.machine.processStart : processor.machine.threadStart;
    if (cost === 0) return undefined;
    return (this.#start ??= new Promise((resolve) => void processor.compute(cost, resolve)));
  }

  /** The worker is gone; another one will have to start. */
  lose(): void {
    this.callOff();
    this.#start = undefined;
  }

  /** It will not be over, and what would have followed does not happen. */
  callOff(): void {
    if (this.#isOn) this.#stop();
    this.#isOn = false;
  }
}
