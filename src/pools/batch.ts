import type { Call } from './call';
import type { Ongoing } from './ongoing';
import { Service, type Floor, type Supply, type Turn } from './service';

/** A call whose inputs are all known when it is made: `map` and its kin. Its tasks are queued from the start. */
export class Batch<I> implements Ongoing, Supply {
  #taken = 0;
  #unsettled: number;
  readonly #service: Service;

  /** @param over - told once, when nothing is queued or in flight any more. */
  constructor(
    private readonly call: Call<I>,
    private readonly floor: Floor,
    private readonly chunkSize: number,
    private readonly over: (batch: Batch<I>) => void,
  ) {
    this.#unsettled = call.length;
    call.whenSettled((tasks) => this.#settled(tasks));
    this.#service = new Service(call, floor, this);
  }

  get clock() {
    return this.call.clock;
  }

  get scope() {
    return this.call.scope;
  }

  get unfinished() {
    return this.call.unfinished;
  }

  start(): void {
    if (this.#unsettled === 0) return this.over(this);
    this.#service.ask(Math.ceil(this.#unsettled / this.chunkSize));
  }

  cancel(reason: unknown): void {
    if (this.call.cancelQueued(reason)) this.call.callOff(reason);
    this.#service.look();
  }

  get isAtEnd(): boolean {
    return this.call.calledOff !== undefined || this.#taken >= this.call.length;
  }

  take(): Turn | undefined {
    while (this.#taken < this.call.length) {
      const run = this.call.serve(this.floor.engine, this.#taken, (this.#taken += this.chunkSize));
      if (run !== undefined) return run;
    }
    return undefined;
  }

  #settled(tasks: number): void {
    this.#unsettled -= tasks;
    if (this.#unsettled === 0) this.over(this);
  }
}
