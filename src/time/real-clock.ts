import type { Clock, Release } from './clock';
import type { Ms } from './duration';
import { natives } from './natives';

/** The clock in force outside `simulate`, and inside `simulate(body, { clock: 'real' })`. Nothing holds it. */
export class RealClock implements Clock {
  readonly kind = 'real';
  readonly isOver = false;
  readonly #origin = natives.now();

  constructor(readonly seed: number = 1) {}

  get now(): Ms {
    return natives.now() - this.#origin;
  }

  sleep(ms: Ms): Promise<void> {
    return new Promise((wake) => void natives.setTimeout(wake, ms));
  }

  after(ms: Ms, run: () => void): () => void {
    const timer = natives.setTimeout(run, ms);
    return () => natives.clearTimeout(timer);
  }

  event(run: () => void): void {
    run();
  }

  hold(): Release {
    return () => undefined;
  }

  settled(): Promise<void> {
    return new Promise((resolve) => void natives.setImmediate(() => void natives.setImmediate(resolve)));
  }
}
