import { dirname, sep } from 'node:path';
import { UsageError } from '../errors';
import { type Ms, formatMs } from './duration';
import type { Hold } from './holds';
import { natives } from './natives';
import type { VirtualTimer } from './virtual-timer';

/** Why a clock cannot go on: each error says at which instant, who is behind it, and the way out. */

/**
 * @param unanswered - the requests that servers of this process have not answered, which are no tasks.
 */
export function deadlock(now: Ms, tasks: string, unanswered: readonly string[]): UsageError {
  const asked = unanswered.length === 0 ? '' : `\nNot answered by a server of this process: ${listed(unanswered)}`;
  return new UsageError(
    `Deadlock at ${formatMs(now)}: the body has not settled, and nothing is left that could make it.\n` +
      `No timer is pending, no real work is in flight, and nobody holds the clock.\n${tasks}${asked}`,
  );
}

/**
 * @param limits - how long the clock may be held, and that of the hold that was too long, if it has one of its own.
 * @param rest - what else is known: timers, tasks.
 */
export function heldTooLong(
  now: Ms,
  { holdMs, limit }: { readonly holdMs: Ms; readonly limit: Ms | undefined },
  holds: readonly Hold[],
  rest: string,
): UsageError {
  const holders = holds.map(({ name, since, origin }) => {
    const site = callSite(origin.stack);
    return `  ${name}, for ${formatMs(Math.round(natives.now() - since))}${site === undefined ? '' : `, ${site}`}`;
  });
  return new UsageError(
    `The clock has stood still at ${formatMs(now)} for ${formatMs(Math.round(limit ?? holdMs))} of real time. It is held by:\n` +
      `${holders.join('\n')}\n${rest}\n` +
      `Raise ${limit === undefined ? '`limits.holdMs` of `simulate`' : "the test's time limit"} if this work takes that long, or let go of the hold.`,
  );
}

export function spinning(now: Ms, immediates: number, stack: string | undefined): UsageError {
  return new UsageError(
    `\`setImmediate\` ran ${immediates} times at ${formatMs(now)} (${callSite(stack) ?? 'unknown place'}): ` +
      'something polls for what takes virtual time, which cannot pass meanwhile.\n' +
      'Poll with a timer instead.',
  );
}

export function busyWait(now: Ms, reads: number, stack: string | undefined): UsageError {
  return new UsageError(
    `The clock was read ${reads} times at ${formatMs(now)} without a break (${callSite(stack) ?? 'unknown place'}): ` +
      'a busy wait. A virtual clock stands still while code runs.\n' +
      'Simulate work of the processor with `await compute(ms)`.',
  );
}

const REQUESTS_NAMED = 8;

function listed(requests: readonly string[]): string {
  const more = requests.length - REQUESTS_NAMED;
  return [...requests.slice(0, REQUESTS_NAMED), ...(more > 0 ? [`… ${more} more`] : [])].join(', ');
}

const TIMERS_NAMED = 5;

/** Names pending timers, one a line, soonest first. */
export function describeTimers(scheduled: readonly VirtualTimer[]): string {
  // A turn waits for no time; the task behind it is named among the tasks.
  const timers = scheduled.filter(({ kind }) => kind !== 'event');
  if (timers.length === 0) return 'No timer is pending.';
  const named = timers.slice(0, TIMERS_NAMED).map((timer) => `  ${describeTimer(timer)}`);
  if (timers.length > TIMERS_NAMED) named.push(`  … ${timers.length - TIMERS_NAMED} more`);
  return ['Pending timers:', ...named].join('\n');
}

/** One timer in words: `setInterval of 50 ms (poll), due at 1200 ms, armed at src/poll.ts:12:3`. */
export function describeTimer(timer: Pick<VirtualTimer, 'kind' | 'delay' | 'due' | 'callbackName' | 'origin'>): string {
  const kinds = { timeout: 'setTimeout', interval: 'setInterval', sleep: 'sleep', event: 'turn' };
  const callback = timer.callbackName === '' ? '' : ` (${timer.callbackName})`;
  const site = callSite(timer.origin.stack);
  // Stacks that Jest maps to the source may name a frame by the function that it calls.
  const armed = site === undefined ? '' : `, armed ${site.replace(/^at set(?:Timeout|Interval) \((.+)\)$/, 'at $1')}`;
  return `${kinds[timer.kind]} of ${formatMs(timer.delay)}${callback}, due at ${formatMs(timer.due)}${armed}`;
}

/** Our own code is below: this file is in `src/time` of the repository, and in `dist` of the package. */
const OURS = dirname(__dirname) + sep;

/** The first line of a stack that is neither ours nor Node's nor Jest's: where the user asked. */
function callSite(stack: string | undefined): string | undefined {
  return callSites(stack)[0];
}

/** The lines of a stack that are neither ours nor Node's nor Jest's. */
export function callSites(stack: string | undefined): readonly string[] {
  const lines = stack?.split('\n').slice(1) ?? [];
  const frames = lines.map((line) => line.trim()).filter((line) => line.startsWith('at '));
  return frames.filter((line) => !line.includes(OURS) && !/node:|[\\/]jest-circus[\\/]/.test(line));
}

/** Lets an error point to a place, when it came about in nobody's stack. */
export function pointTo(error: Error, { stack }: { readonly stack?: string }): void {
  const frames = stack?.split('\n').slice(1) ?? [];
  error.stack = [`${error.name}: ${error.message}`, ...frames].join('\n');
}
