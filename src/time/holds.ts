import type { Release } from './clock';
import type { Ms } from './duration';
import { natives } from './natives';

/** One reason why a virtual clock may not move. */
export interface Hold {
  /** Who holds, in the user's words: `clock.hold("upload")`, `file request`. */
  readonly name: string;
  /** When it was taken, on the real clock. */
  readonly since: Ms;
  /** Carries the stack of the place that asked; read only when somebody must be named. */
  readonly origin: { stack?: string };
  /** How long it may be held, in milliseconds of real time, if not as long as any other. */
  readonly limit: Ms | undefined;
}

/** Names that are remembered when they have let go: users may make one up for each hold. */
const MOST_NAMES = 1000;

/** Who keeps the clock from moving? Named and counted, so that a clock that stands still can say why. */
export class Holds {
  readonly #held = new Set<Hold>();
  readonly #longest = new Map<string, Ms>();
  #taken = 0;
  #watch: NodeJS.Timeout | undefined;
  #watchedUntil: Ms = Infinity;

  /** @param whenFree - called each time the last hold is let go. */
  constructor(private readonly whenFree: () => void) {}

  get size(): number {
    return this.#held.size;
  }

  /** How many were taken so far: work that is over within one round of the loop is seen by nothing else. */
  get taken(): number {
    return this.#taken;
  }

  /**
   * Takes a hold; the returned function lets it go, once.
   *
   * @param limit - how long it may be held, in milliseconds of real time; left out, as long as any other.
   */
  take(name: string, limit?: Ms): Release {
    const origin: { stack?: string } = {};
    Error.captureStackTrace(origin, this.take);
    const hold: Hold = { name, since: natives.now(), origin, limit };
    this.#held.add(hold);
    this.#taken += 1;
    return () => {
      if (!this.#held.delete(hold)) return;
      this.#remember(hold);
      if (this.#held.size === 0) this.whenFree();
    };
  }

  /** How long each held that has let go, in real milliseconds: of several of one name the longest. */
  get longest(): ReadonlyMap<string, Ms> {
    return this.#longest;
  }

  /** Everybody who holds, longest first. */
  list(): readonly Hold[] {
    return [...this.#held];
  }

  /**
   * Calls back once if somebody holds for longer than the limit, or than a limit of his own.
   *
   * @param limit - in milliseconds of real time, counted from when that hold was taken.
   */
  watch(limit: Ms, tooLong: (hold: Hold) => void): void {
    if (this.#held.size === 0) return;
    const endOf = (hold: Hold): Ms => hold.since + (hold.limit ?? limit);
    const [first] = [...this.#held].sort((a, b) => endOf(a) - endOf(b)) as [Hold];
    if (endOf(first) === Infinity) return;
    // One that may be held for long, and was, does not keep a shorter one from being seen.
    if (this.#watch !== undefined && this.#watchedUntil <= endOf(first)) return;
    this.stopWatching();
    this.#watchedUntil = endOf(first);
    const look = (): void => {
      this.#watch = undefined;
      if (this.#held.has(first)) tooLong(first);
      else this.watch(limit, tooLong);
    };
    this.#watch = natives.setTimeout(look, Math.max(1, endOf(first) - natives.now()));
  }

  #remember({ name, since }: Hold): void {
    const took = natives.now() - since;
    const before = this.#longest.get(name);
    if (before === undefined ? this.#longest.size < MOST_NAMES : took > before) this.#longest.set(name, took);
  }

  stopWatching(): void {
    natives.clearTimeout(this.#watch);
  }
}
