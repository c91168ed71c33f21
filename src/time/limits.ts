import { UsageError, expected } from '../errors';
import { type Ms, formatMs } from './duration';
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
  for (const [name, value] of Object.entries(asked) as [string, unknown][]) {
    if (!(name in DEFAULTS)) {
      throw expected('limits', `made of ${Object.keys(DEFAULTS).join(', ')}`, asked, `\`${name}\` is none of them.`);
    }
    if (typeof value !== 'number' || !(value > 0)) throw expected(`limits.${name}`, 'a number greater than 0', value);
  }
  const holdMs = Math.min(DEFAULTS.holdMs, testTimeout * 0.6);
  return { ...DEFAULTS, realMs: testTimeout * 0.9, holdMs, ...asked };
}

/** What a run-away simulation has used so far. */
export interface Usage {
  readonly events: number;
  readonly now: Ms;
  readonly firingsAtThisInstant: number;
  readonly realMs: Ms;
}

/**
 * The error for the limit that was passed, or undefined.
 *
 * @param pending - the timers that are left, soonest first: the likely culprits, so they are named.
 */
export function limitPassed(limits: Limits, usage: Usage, pending: () => VirtualTimer[]): UsageError | undefined {
  const passed = whatPassed(limits, usage);
  if (passed === undefined) return undefined;
  const timers = pending();
  const onlyIntervals = timers.length > 0 && timers.every((timer) => timer.kind === 'interval');
  const verdict = onlyIntervals
    ? 'Only intervals are left: what the body waits for will not come.'
    : 'Something arms timers without end, or the limit is too low for this simulation (`limits` of `simulate`).';
  return new UsageError(`${passed}\n${verdict}\n${describeTimers(timers)}`);
}

function whatPassed(limits: Limits, usage: Usage): string | undefined {
  if (usage.events > limits.events) return `The simulation passed ${limits.events} events at ${formatMs(usage.now)}.`;
  if (usage.now > limits.virtualMs) return `The simulation passed ${formatMs(limits.virtualMs)} of virtual time.`;
  if (usage.firingsAtThisInstant > limits.firingsAtOneInstant) {
    return `Time stands still at ${formatMs(usage.now)}: ${limits.firingsAtOneInstant} timers armed there fired there.`;
  }
  if (usage.realMs > limits.realMs) {
    const used = `${usage.events} events, ${formatMs(usage.now)} of virtual time`;
    return `The simulation passed ${formatMs(limits.realMs)} of real time (${used}).`;
  }
  return undefined;
}

const TIMERS_NAMED = 5;

/** Names pending timers, one a line: kind, delay, callback, and where each was armed. */
export function describeTimers(timers: readonly VirtualTimer[]): string {
  if (timers.length === 0) return 'No timer is pending.';
  const named = timers.slice(0, TIMERS_NAMED).map((timer) => `  ${describeTimer(timer)}`);
  if (timers.length > TIMERS_NAMED) named.push(`  … ${timers.length - TIMERS_NAMED} more`);
  return ['Pending timers:', ...named].join('\n');
}

/** One timer in words: `setInterval of 50 ms (poll), due at 1200 ms, armed at src/poll.ts:12:3`. */
export function describeTimer(timer: VirtualTimer): string {
  const kinds = { timeout: 'setTimeout', interval: 'setInterval', sleep: 'sleep', event: 'turn' };
  const callback = timer.callbackName === '' ? '' : ` (${timer.callbackName})`;
  const site = callSite(timer.origin.stack);
  const armed = site === undefined ? '' : `, armed ${site}`;
  return `${kinds[timer.kind]} of ${formatMs(timer.delay)}${callback}, due at ${formatMs(timer.due)}${armed}`;
}

/** The first line of a stack that is neither ours nor Node's nor Jest's: where the user asked. */
export function callSite(stack: string | undefined): string | undefined {
  const lines = stack?.split('\n').slice(1) ?? [];
  const frames = lines.map((line) => line.trim()).filter((line) => line.startsWith('at '));
  return frames.find((line) => !/node:|[\\/]jest-lanes[\\/]dist[\\/]|[\\/]jest-circus[\\/]|[\\/]src[\\/]time[\\/]/.test(line));
}
