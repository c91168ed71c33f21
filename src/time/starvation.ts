import type { Ms } from './duration';
import { natives } from './natives';
import { eventsDelivered } from './quiescence';

const VERDICT_AFTER_REAL_MS: Ms = 20;

/** Nothing is pending: is that a deadlock, or is something on its way that the clock cannot see? */
export class Starvation {
  #timer: NodeJS.Timeout | undefined;

  /**
   * Waits 20 real milliseconds.
   *
   * @param verdict - told whether the event loop delivered anything meanwhile.
   */
  begin(verdict: (delivered: boolean) => void): void {
    const before = eventsDelivered();
    this.#timer = natives.setTimeout(() => {
      this.#timer = undefined;
      verdict(eventsDelivered() !== before);
    }, VERDICT_AFTER_REAL_MS);
  }

  get isOn(): boolean {
    return this.#timer !== undefined;
  }

  end(): void {
    natives.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
