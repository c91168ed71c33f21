import { bug } from '../errors';
import type { Release } from '../time/clock';
import { inForce } from '../time/current-clock';
import type { Ms } from '../time/duration';
import type { Outcome, Phase, RequestFacts } from '../trace/span';
import type { ExchangeFacts } from './exchange-facts';
import type { NetworkError } from './failures';
import { reasonGivenUp, whyGivenUp } from './giving-up';
import type { Delay } from './latency';
import type { Decision } from './plan';

/** How long a client waits in a phase by itself, in milliseconds, and the error with which it then gives up. */
export interface Patience {
  readonly ms: Ms;
  readonly error: () => NetworkError;
}

/** The instants that a request's span holds. */
type Instant = 'lookedUpAt' | 'acceptedAt' | 'connectedAt' | 'sentAt' | 'firstByteAt';

/** What is over when a phase begins. */
const BEGUN: Partial<Record<Phase, Instant>> = {
  connect: 'lookedUpAt',
  'secure-connect': 'acceptedAt',
  'first-byte': 'sentAt',
};

/** Resolves never: what waits for it is simply forgotten when its request is. */
const NEVER = new Promise<never>(() => undefined);

/**
 * One request and its answer, on the way through the phases: keeps its time and writes its span.
 *
 * Once it is over, whatever still awaits one of its pauses waits for ever: nothing more happens to the request.
 */
export class Exchange {
  #decision: Decision | undefined;
  #phase: Phase = 'lookup';
  readonly #instants: { -readonly [Name in Instant]?: Ms } = {};
  #isOver = false;
  #cancelPause: () => void = () => undefined;
  #release: Release = () => undefined;
  #leaving: (() => void)[] = [];

  constructor(private readonly facts: ExchangeFacts) {
    const { decision, watch } = facts;
    if (!('then' in decision)) this.#decision = decision;
    watch(() => ({ request: this.#request() }));
  }

  get isDecided(): boolean {
    return this.#decision !== undefined;
  }

  /** What the server does. Never settles if the client gives up before that is decided. */
  async decided(): Promise<Decision> {
    if (this.#decision === undefined) {
      const decision = await this.facts.decision;
      if (this.#isOver) return NEVER;
      this.#decision = decision;
    }
    return this.#decision;
  }

  /** What the server does, once that is decided. */
  get decision(): Decision {
    if (this.#decision === undefined) throw bug('an exchange was asked for what is not decided', this.facts.path);
    return this.#decision;
  }

  get now(): Ms {
    return this.facts.clock.now;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Has something done once the exchange is over, in whatever way. */
  whenOver(leave: () => void): void {
    this.#leaving.push(leave);
  }

  /** Keeps something from being collected until the exchange is over. */
  keep(kept: object): void {
    if (!this.#isOver) this.#leaving.push(() => kept);
  }

  /** The client is in this phase from now on. */
  enter(phase: Phase): void {
    this.#phase = phase;
    const begun = BEGUN[phase];
    if (begun !== undefined) this.#instants[begun] = this.now;
  }

  /** The connection stands. */
  connected(): void {
    this.#instants.connectedAt = this.now;
  }

  /** The head of the response goes out. */
  answered(): void {
    this.#instants.firstByteAt = this.now;
    this.#phase = 'body';
  }

  /** Lets a delay pass. A delay of 0 takes no turn on the clock. */
  pause(delay: Delay): Promise<void> {
    if (this.#isOver || delay === 'never') return NEVER;
    if (delay === 0) return Promise.resolve();
    return new Promise((wake) => (this.#cancelPause = this.facts.clock.after(delay, wake)));
  }

  /** Waits for this exchange's turn at this instant: a server's reply is an event of its own. */
  turn(): Promise<void> {
    if (this.#isOver) return NEVER;
    return new Promise((wake) => {
      this.facts.clock.event(() => {
        if (!this.#isOver) wake();
      });
    });
  }

  /** Bytes of the request are on their way, maybe by hops of Node's own that nobody sees. */
  stirred(): void {
    inForce.virtual?.quiescence.nativeSeen();
  }

  /** Keeps time from moving while the answer travels through nock, until it is `delivered`. */
  deliver(): void {
    const { method, path, server } = this.facts;
    this.#release = this.facts.clock.hold(`answer of ${server} to ${method} ${path}, inside nock`);
  }

  /** The client has the head of the response. */
  delivered(): void {
    this.#release();
  }

  /** The last byte went out. */
  fulfil(): void {
    this.#phase = 'done';
    this.#end('fulfilled');
  }

  /** The server, or the way to it, failed. */
  fail(error: Error): void {
    this.#end('rejected', error);
  }

  /** The client's own patience ran out. */
  timeOut(error: Error): void {
    this.#end('timed-out', error);
  }

  /**
   * The client walked away; does nothing if it had all it asked for.
   *
   * @param isIdle - whether its socket's idle time-out fired at this instant.
   */
  giveUp(reason: unknown, isIdle = false): void {
    this.#release();
    if (!this.#isOver) this.#end(whyGivenUp(reason, isIdle), reasonGivenUp(reason));
  }

  /** The simulation is over: nothing more happens, and the span stays open. */
  forget(): void {
    this.#leave();
    this.#release();
  }

  #end(outcome: Outcome, error?: unknown): void {
    if (this.#isOver) return;
    this.#leave();
    this.facts.end(outcome, { request: this.#request(), ...(error === undefined ? {} : { error }) });
  }

  #leave(): void {
    this.#isOver = true;
    this.#cancelPause();
    for (const leave of this.#leaving.splice(0)) leave();
  }

  #request(): RequestFacts {
    const { method, path } = this.facts;
    const answered = this.#instants.firstByteAt !== undefined;
    return { method, path, phase: this.#phase, ...(answered && { status: this.decision.status }), ...this.#instants };
  }
}
