import fc from 'fast-check';
import { type Program, type World, sleep } from './program';

/** One thing that a generated program does; what follows it is done in its callback. */
export type Step =
  | { readonly does: 'timeout' | 'interval'; readonly ms: number; readonly then: readonly Step[] }
  | { readonly does: 'immediate' | 'tick' | 'promise'; readonly then: readonly Step[] }
  | { readonly does: 'clear' | 'refresh'; readonly which: number }
  | { readonly does: 'block'; readonly ms: number };

/** How long every generated program lasts. */
export const LASTS_MS = 480;

const INTERVAL_RUNS = 3;
const GRID_MS = 16;
const MOST_LINES = 40;

const ms = fc.integer({ min: 1, max: 13 }).map((times) => times * GRID_MS);
const which = fc.nat({ max: 5 });

/** Small programs of timers, on a grid of delays. */
export const arbitrarySteps: fc.Arbitrary<readonly Step[]> = fc.letrec<{ step: Step; steps: Step[] }>((tie) => ({
  steps: fc.array(tie('step'), { maxLength: 4, depthIdentifier: 'steps' }),
  step: fc.oneof(
    { depthIdentifier: 'steps', depthSize: 'small' },
    { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('clear', 'refresh'), which }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('block'), ms }) },
    { weight: 6, arbitrary: fc.record({ does: fc.constantFrom('timeout', 'interval'), ms, then: tie('steps') }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('immediate', 'tick', 'promise'), then: tie('steps') }) },
  ),
})).steps;

/** A program of steps. */
export function programOf(steps: readonly Step[]): Program {
  return (world) => new Performance(world).of(steps);
}

/** One performance of a program of steps, which may also be asked whether real time can be trusted with it. */
export class Performance {
  /** When timers were due and the loop was free again. */
  readonly #instants: number[] = [GRID_MS, LASTS_MS];
  readonly #timers: { readonly timer: NodeJS.Timeout; readonly ms: number; due: number }[] = [];
  #lines = 0;
  #isUnsure = false;

  /** @param now - the time; it matters only for `isSure`. */
  constructor(
    private readonly world: World,
    private readonly now: () => number = () => 0,
  ) {}

  async of(steps: readonly Step[]): Promise<void> {
    const end = sleep(LASTS_MS);
    // In a timer's callback, since after a block elsewhere Node's versions differ in what comes next.
    setTimeout(() => this.#doAll(steps, true), GRID_MS);
    await end;
    for (const { timer } of this.#timers) clearTimeout(timer);
  }

  /**
   * Whether the order of what happens is the same in each real run: no two instants are near each other, and nothing
   * that Node words loosely was done.
   */
  get isSure(): boolean {
    const sorted = this.#instants.toSorted((a, b) => a - b);
    const isApart = sorted.every((instant, at) => at === 0 || instant - sorted[at - 1]! >= GRID_MS - 1);
    return isApart && !this.#isUnsure && this.#lines > 2 && this.#lines < MOST_LINES;
  }

  #doAll(steps: readonly Step[], isInTimer: boolean): void {
    for (const step of steps) if (this.#lines < MOST_LINES) this.#do(step, isInTimer);
  }

  #do(step: Step, isInTimer: boolean): void {
    if (step.does === 'timeout' || step.does === 'interval') this.#arm(step);
    else if ('then' in step) this.#follow(step);
    else if (step.does === 'block') this.#block(step.ms, isInTimer);
    else this.#change(step);
  }

  #arm({ does, ms, then }: Step & { ms: number; then: readonly Step[] }): void {
    const name = this.#timers.length;
    let runs = 0;
    const callback = (): void => {
      runs += 1;
      this.#say(`${does} ${name}`);
      // Late timers that set immediates fire one event at a time in a simulation.
      this.#isUnsure ||= this.now() > armed.due && JSON.stringify(then).includes('"immediate"');
      armed.due = this.now() + ms;
      if (does === 'interval' && runs === INTERVAL_RUNS) clearInterval(timer);
      else if (does === 'interval') this.#instants.push(this.now() + ms);
      this.#doAll(then, true);
    };
    const timer = does === 'timeout' ? setTimeout(callback, ms) : setInterval(callback, ms);
    const armed = { timer, ms, due: this.now() + ms };
    this.#timers.push(armed);
    this.#instants.push(this.now() + ms);
  }

  #follow({ does, then }: Step & { then: readonly Step[] }): void {
    const callback = (): void => {
      this.#say(does);
      this.#doAll(then, false);
    };
    if (does === 'immediate') setImmediate(callback);
    else if (does === 'tick') process.nextTick(callback);
    else queueMicrotask(callback);
  }

  #block(ms: number, isInTimer: boolean): void {
    this.#isUnsure ||= !isInTimer;
    this.world.block(ms);
    this.#say('blocked');
    this.#instants.push(this.now());
  }

  #change({ does, which }: Step & { which: number }): void {
    const found = this.#timers[which];
    if (found === undefined) return;
    if (does === 'clear') return clearTimeout(found.timer);
    found.timer.refresh();
    found.due = this.now() + found.ms;
    this.#instants.push(this.now() + found.ms);
  }

  #say(what: string): void {
    this.#lines += 1;
    this.world.log(what);
  }
}
