import type { Call } from './call';
import type { Chunk } from './engine';
import type { Ongoing } from './ongoing';
import { Service, type Floor, type Supply } from './service';

/** A call whose inputs are all known when it is made: `map` and its kin. Its tasks are queued from the start. */
export class Batch<I> implements Ongoing, Supply {
  #taken = 0;
  #unsettled: number;
  readonly #service: Service;

  /** @param over - told once, when nothing is queued or in flight any more. */
  constructor(
    private readonly call: Call<I>,
    floor: Floor,
    private readonly chunkSize: number,
    private readonly over: (batch: Batch<I>) => void,
  ) {
    this.#unsettled = call.tasks.length;
    call.onSettled = () => this.#oneSettled();
    this.#service = new Service(call, floor, this);
  }

  get clock() {
    return this.call.clock;
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
    return this.call.calledOff !== undefined || this.#taken >= this.call.tasks.length;
  }

  take(): Chunk | undefined {
    const { tasks } = this.call;
    while (this.#taken < tasks.length) {
      const chunk = tasks.slice(this.#taken, (this.#taken += this.chunkSize));
      if (chunk.some((task) => task.isQueued)) return chunk;
    }
    return undefined;
  }

  #oneSettled(): void {
    this.#unsettled -= 1;
    if (this.#unsettled === 0) this.over(this);
  }
}
