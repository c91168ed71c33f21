import { UsageError } from '../errors';
import { inForce } from '../time/current-clock';
import { delegatingSetTimeout } from '../time/delegates/timers';
import { testAround } from './test-around';

/** Why a simulation may not begin here and now, if it may not. */
export function refusal(): UsageError | undefined {
  if (inForce.clock !== undefined) {
    return new UsageError(
      '`simulate` was called while another simulation is under way; a realm has one clock at a time.\n' +
        'Await the first before you begin the second, and do not nest them.',
    );
  }
  if (testAround.concurrent > 0) {
    return new UsageError(
      '`simulate` was called inside `test.concurrent`, whose neighbours share the globals that it makes virtual.\n' +
        'Use `test`: a simulation costs no waiting.',
    );
  }
  return fakeTimersOn();
}

/** Jest's fake timers and a virtual clock cannot both have the globals. */
export function fakeTimersOn(): UsageError | undefined {
  const { setTimeout } = globalThis as { setTimeout: unknown };
  if (setTimeout === delegatingSetTimeout || !isFake(setTimeout)) return undefined;
  return new UsageError(
    "Jest's fake timers are on, and `simulate` brings a clock of its own.\n" +
      'Call `jest.useRealTimers()` first, and leave `fakeTimers.enableGlobally` off in the Jest config.',
  );
}

function isFake(timer: unknown): boolean {
  return typeof timer === 'function' && ('clock' in timer || '_isMockFunction' in timer);
}
