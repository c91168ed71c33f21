import { UsageError } from '../errors';
import { busyPool } from '../pools/busy-pools';
import type { Clock } from '../time/clock';
import { inForce } from '../time/current-clock';
import { areFakeTimersOn } from '../time/fake-timers';
import { natives } from '../time/natives';
import { testAround } from '../time/test-around';
import { shortLabels } from '../timeline/label';

const MOST_NAMED = 5;

/** Why a simulation may not begin here and now, on a clock of this kind, if it may not. */
export function refusal(clock: Clock['kind'] = 'virtual'): UsageError | undefined {
  if (testAround.isWorker) {
    return new UsageError(
      '`simulate` was called in a worker, where tasks run on the clock of their test.\n' +
        'Simulate in the test: the pools that it uses there share its clock.',
    );
  }
  if (!testAround.isSetUp) {
    return new UsageError(
      '`simulate` was called in a test file for which the setup file of jest-lanes has not run.\n' +
        "Add one line to the Jest config: `preset: 'jest-lanes'`, `withLanes(config)` or `setupFilesAfterEnv: ['jest-lanes/setup']`.",
    );
  }
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
  return fakeTimersOn() ?? (clock === 'virtual' ? stillBusy() : undefined);
}

/** Promises of a call that was made before would go on on the virtual clock, and never end once it is over. */
function stillBusy(): UsageError | undefined {
  const pool = busyPool();
  if (pool === undefined) return undefined;
  const labels = shortLabels(pool.unfinished());
  const more = labels.length > MOST_NAMED ? ` and ${labels.length - MOST_NAMED} more` : '';
  return new UsageError(
    `\`simulate\` was called while a call of ${pool.name} is not over (${labels.slice(0, MOST_NAMED).join(', ')}${more}): ` +
      'it was made on the real clock, and what its tasks did from now on would be on the virtual one.\n' +
      'Await it first, or make the call in the body.',
  );
}

/** Jest's fake timers and a virtual clock cannot both have the globals. */
export function fakeTimersOn(): UsageError | undefined {
  if (natives.areFake) {
    return new UsageError(
      "Jest's fake timers were on when jest-lanes was loaded, so it knows no real ones and leaves time to them.\n" +
        'Leave `fakeTimers.enableGlobally` off in the Jest config, and call `jest.useFakeTimers()` in the tests that want it.',
    );
  }
  if (!areFakeTimersOn()) return undefined;
  return new UsageError(
    "Jest's fake timers are on, and `simulate` brings a clock of its own.\nCall `jest.useRealTimers()` first.",
  );
}
