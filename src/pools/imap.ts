import type { ResultOrder, Run } from '../trace/run';
import type { Call } from './call';
import type { Chunk } from './engine';
import { lazyInputs, type LazyInputs } from './lazy-inputs';
import type { Ongoing } from './ongoing';
import { Outbox } from './outbox';
import { fulfilledRun, isRejected } from './runs';
import { Service, type Floor, type Supply, type Turn } from './service';
import type { Task } from './task';

/** What is particular to one call of `imap` or `imapUnordered`. */
export interface ImapFacts<I> {
  readonly inputs: Iterable<I> | AsyncIterable<I>;
  readonly order: ResultOrder;
  readonly chunkSize: number;
  readonly readAhead: number;
  /** Told once, when nothing is queued or in flight and nothing more will be. */
  readonly over: (imap: Ongoing) => void;
}

type Item<R> = IteratorResult<R, undefined>;

/** Somebody who waits for an item. */
interface Reader<R> {
  readonly resolve: (item: Item<R>) => void;
  readonly reject: (error: unknown) => void;
}

const DONE: PromiseFulfilledResult<Item<never>> = { status: 'fulfilled', value: { done: true, value: undefined } };

/** A call that takes inputs as lanes come free, and gives results one at a time: `imap` and `imapUnordered`. */
export class Imap<I, R> implements Ongoing, Supply {
  readonly run: Promise<Run<I, R>>;
  readonly #service: Service;
  readonly #inputs: LazyInputs<I>;
  readonly #outbox: Outbox<I>;
  readonly #readers: Reader<R>[] = [];
  /** All that ran, in the order of the iteration once it is over. */
  readonly #ended: Task<I>[] = [];
  #unsettled = 0;
  #isLeft = false;
  #isOver = false;
  #labelFailure: PromiseRejectedResult | undefined;
  #resolveOver!: () => void;

  constructor(
    private readonly call: Call<I>,
    private readonly floor: Floor,
    private readonly facts: ImapFacts<I>,
  ) {
    this.#outbox = new Outbox(facts.order);
    this.#inputs = lazyInputs(facts.inputs, facts.chunkSize, () => this.#inputsArrived());
    this.#service = new Service(call, floor, this);
    const settled = (task: Task<I>): void => this.#settled(task);
    call.onSettled = settled;
    const over = new Promise<void>((resolve) => (this.#resolveOver = resolve));
    this.run = over.then(() => fulfilledRun(call, this.#ended, this.#lastFailure));
    this.run.catch(toldToReader);
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
    this.#service.ask(1);
  }

  cancel(reason: unknown): void {
    if (this.call.cancelQueued(reason) || !this.#inputs.isAtEnd) this.call.callOff(reason);
    this.#inputs.close().catch(toldToReader);
    this.#endIfDone();
  }

  read(): Promise<Item<R>> {
    return new Promise((resolve, reject) => {
      this.#readers.push({ resolve, reject });
      this.#answerReaders();
    });
  }

  /** Nobody will read on: nothing more is taken, and what has not started is called off. */
  async leave(): Promise<void> {
    this.#isLeft = true;
    this.call.cancelQueued(undefined);
    const closed = this.#inputs.close();
    this.#answerReaders();
    this.#endIfDone();
    await closed;
  }

  get isAtEnd(): boolean {
    return this.#isLeft || this.call.calledOff !== undefined || this.#inputs.isAtEnd;
  }

  take(): Turn | undefined {
    const chunk = this.#take();
    return chunk === undefined ? undefined : (lane) => this.floor.engine.run(chunk, lane);
  }

  #take(): Chunk<I> | undefined {
    if (this.#isLeft || this.#outbox.size >= this.facts.readAhead) return undefined;
    const chunk = this.#queue(this.#inputs.take());
    this.#unsettled += chunk.length;
    if (chunk.length > 0) this.#service.ask(1);
    else this.#endIfDone();
    return chunk.length > 0 ? chunk : undefined;
  }

  #queue(inputs: readonly I[] = []): Chunk<I> {
    // Reading the inputs runs code of the user's, which may well call the whole thing off.
    if (this.#isLeft || this.call.calledOff !== undefined) return [];
    try {
      return this.call.queue(inputs);
    } catch (error) {
      this.#labelFailure = { status: 'rejected', reason: error };
      this.#inputs.close().catch(toldToReader);
      return [];
    }
  }

  #inputsArrived(): void {
    if (!this.#inputs.isAtEnd) this.#service.ask(1);
    this.#endIfDone();
  }

  #settled(task: Task<I>): void {
    this.#unsettled -= 1;
    if (!task.wasCalledOff) {
      this.#ended.push(task);
      this.#outbox.put(task);
    }
    this.#answerReaders();
    this.#endIfDone();
  }

  #endIfDone(): void {
    this.#service.look();
    if (this.#isOver || this.#unsettled > 0 || !this.#inputs.isAtEnd) return;
    this.#isOver = true;
    if (this.facts.order === 'input') this.#ended.sort((a, b) => a.index - b.index);
    this.facts.over(this);
    this.#resolveOver();
    this.#answerReaders();
  }

  #answerReaders(): void {
    while (this.#readers.length > 0) {
      const answer = this.#answer();
      if (answer === undefined) return;
      const reader = this.#readers.shift()!;
      if (!isRejected(answer)) reader.resolve(answer.value);
      else {
        reader.reject(answer.reason);
        this.leave().catch(toldToReader);
      }
    }
  }

  #answer(): PromiseSettledResult<Item<R>> | undefined {
    if (this.#isLeft) return DONE;
    const task = this.#outbox.take();
    if (task === undefined) return this.#isOver ? (this.#lastFailure ?? DONE) : undefined;
    if (!this.#inputs.isAtEnd) this.#service.ask(1);
    const settlement = task.settlement as PromiseSettledResult<R>;
    return isRejected(settlement)
      ? settlement
      : { status: 'fulfilled', value: { done: false, value: settlement.value } };
  }

  /** What ends the iteration after all results that there are. */
  get #lastFailure(): PromiseRejectedResult | undefined {
    return this.call.calledOff ?? this.#labelFailure ?? this.#inputs.failure;
  }
}

/** The reader has heard, or will hear, of a failure that came first. */
function toldToReader(): void {}
