import { UsageError, expected } from '../errors';
import { type Ms, formatMs } from './duration';
import { natives } from './natives';
import { describeTimers } from './stall';
import type { VirtualTimer } from './virtual-timer';

/** What a simulation may use up before it is stopped with an error that names who used it. */
export interface Limits {
  /** Events fired; default 1 000 000. */
  readonly events: number;
  /** Virtual time, in milliseconds; default 24 hours. */
  readonly virtualMs: Ms;
  /** Firings in one instant of timers armed in that instant; default 1 000. */
  readonly firingsAtOneInstant: number;
  /** Real time for the whole simulation, in milliseconds; by default nine tenths of the test's own time limit. */
  readonly realMs: Ms;
  /** Real time for which one hold may keep the clock, in milliseconds; default 3 000, and less than the test's own. */
  readonly holdMs: Ms;
}

const DEFAULTS: Limits = {
  events: 1_000_000,
  virtualMs: 24 * 60 * 60 * 1000,
  firingsAtOneInstant: 1000,
  realMs: Infinity,
  holdMs: 3000,
};

/**
 * Completes and checks limits.
 *
 * @param asked - the limits the user set; each must be a number greater than 0.
 * @param testTimeout - the time limit of the test around the simulation, in milliseconds, when it is known.
 */
export function limitsFrom(asked: Partial<Limits> = {}, testTimeout: Ms = Infinity): Limits {
  if (typeof asked !== 'object' || (asked as unknown) === null) throw expected('limits', 'an object', asked);
  for (const [name, value] of Object.entries(asked) as [string, unknown][]) {
    if (!Object.hasOwn(DEFAULTS, name)) {
      const known = Object.keys(DEFAULTS).map((one) => `\`${one}\``);
      throw expected('limits', `made of ${known.join(', ')}`, asked, `\`${name}\` is none of them.`);
    }
    if (typeof value !== 'number' || !(value > 0)) throw expected(`limits.${name}`, 'a number greater than 0', value);
  }
  const holdMs = Math.min(DEFAULTS.holdMs, testTimeout * 0.6);
  return { ...DEFAULTS, realMs: testTimeout * 0.9, holdMs, ...asked };
}

/** How often the real clock is looked at: every so many events. */
const EVENTS_A_LOOK = 64;

/** From this part of a limit on, it is as good as passed. */
const NEAR = 0.99;

/** What a simulation has used of its limits. */
export class Usage {
  /** Whether a limit is near: whoever arms timers now will have to be named. */
  isNearLimit = false;
  #events = 0;
  #firingsAtThisInstant = 0;
  readonly #beganAt = natives.now();

  constructor(private readonly limits: Limits) {}

  /** Time has moved. */
  moved(): void {
    this.#firingsAtThisInstant = 0;
  }

  /** An event is about to fire; the returned words say which limit that passes, if it passes one. */
  fires(timer: VirtualTimer, now: Ms): string | undefined {
    const { events, virtualMs, firingsAtOneInstant } = this.limits;
    this.#events += 1;
    if (timer.kind !== 'event' && timer.armedAt === now) this.#firingsAtThisInstant += 1;
    if (this.#events > events * NEAR || now > virtualMs * NEAR) this.isNearLimit = true;
    if (this.#events > events) return `The simulation passed ${events} events at ${formatMs(now)}.`;
    if (now > virtualMs) return `The simulation passed ${formatMs(virtualMs)} of virtual time.`;
    if (this.#firingsAtThisInstant > firingsAtOneInstant) {
      return `Time stands still at ${formatMs(now)}: ${firingsAtOneInstant} timers armed there fired there.`;
    }
    if (this.#events % EVENTS_A_LOOK === 0) return this.#look(now);
    return undefined;
  }

  #look(now: Ms): string | undefined {
    const { realMs } = this.limits;
    const spentMs = natives.now() - this.#beganAt;
    if (spentMs > realMs * NEAR) this.isNearLimit = true;
    if (spentMs <= realMs) return undefined;
    return `The simulation passed ${formatMs(realMs)} of real time (${this.#events} events, now ${formatMs(now)}).`;
  }
}

/**
 * The error for a limit that was passed.
 *
 * @param passed - which one, in words.
 * @param pending - the timers that are left, soonest first: the likely culprits, so they are named.
 */
export function runAway(passed: string, pending: readonly VirtualTimer[]): UsageError {
  const onlyIntervals = pending.length > 0 && pending.every((timer) => timer.kind === 'interval');
  const verdict = onlyIntervals
    ? 'Only intervals are left: what the body waits for will not come.'
    : 'Something arms timers without end, or the limit is too low for this simulation (`limits` of `simulate`).';
  return new UsageError(`${passed}\n${verdict}\n${describeTimers(pending)}`);
}
