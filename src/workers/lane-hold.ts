import type { Clock, Release } from '../time/clock';
import { testAround } from '../time/test-around';
import { taskTimeoutOf } from './allowance';
import type { LaneFacts } from './lane';

/** How long it may take until a worker that has used up its time is gone. */
const GRACE_REAL_MS = 500;

/** Keeps the clock from moving while a lane is at work; for how long, `taskTimeout` says. */
export function holdForStep(clock: Clock, facts: LaneFacts, label: string | undefined): Release {
  const taskTimeout = taskTimeoutOf(facts.options);
  return clock.hold(describe(facts, label), taskTimeout === Infinity ? undefined : taskTimeout + GRACE_REAL_MS);
}

/** Keeps it while a lane has a function loaded: loading has a limit of its own. */
export function holdForLoading(clock: Clock, facts: LaneFacts, label: string | undefined): Release {
  return clock.hold(`loading of the function for ${describe(facts, label)}`, testAround.timeout);
}

/** Keeps it until the worker that was ended is gone. */
export function holdForEnd(clock: Clock, facts: LaneFacts, label: string | undefined): Release {
  return clock.hold(`end of ${describe(facts, label)}`);
}

function describe({ pool, index }: LaneFacts, label: string | undefined): string {
  return `${label === undefined ? 'lane' : `task "${label}" in lane`} ${index} of ${pool}`;
}
