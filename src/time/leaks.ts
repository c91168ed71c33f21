import { UsageError } from '../errors';
import { type Ms, formatMs } from './duration';
import { describeTimer } from './stall';
import type { VirtualTimer } from './virtual-timer';

const LEAKS_NAMED = 5;

/**
 * The timers that outlived their simulation, in words. Unref'd ones are none (nobody waits for them), nor is what a
 * simulated server or a pool of ours still had to do.
 */
export function leaksAmong(timers: readonly VirtualTimer[]): readonly string[] {
  const isUsers = ({ kind }: VirtualTimer): boolean => kind === 'timeout' || kind === 'interval';
  return timers.filter((timer) => isUsers(timer) && timer.hasRef()).map(describeTimer);
}

/** Says that timers leaked, as loudly as asked. */
export function reportLeaks(leaks: readonly string[], elapsed: Ms, how: 'warn' | 'error' | 'ignore'): void {
  if (leaks.length === 0 || how === 'ignore') return;
  const named = leaks.slice(0, LEAKS_NAMED).map((leak) => `  ${leak}`);
  const more = leaks.length > LEAKS_NAMED ? [`  … ${leaks.length - LEAKS_NAMED} more`] : [];
  const text =
    `When the body settled at ${formatMs(elapsed)}, timers were still armed:\n${[...named, ...more].join('\n')}\n` +
    "Clear them, or unref them; `leaks: 'ignore'` of `simulate` accepts them.";
  if (how === 'error') throw new UsageError(text);
  // eslint-disable-next-line no-console -- a warning is what was asked for
  console.warn(text);
}
