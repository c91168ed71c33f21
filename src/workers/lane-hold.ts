import type { Clock, Release } from '../time/clock';
import { testAround } from '../time/test-around';
import { taskTimeoutOf } from './allowance';
import type { Lane } from './lane';
import type { LaneFacts } from './lane-facts';
import type { NumberedFunction } from './order';

/** How long it may take until a worker that has used up its time is gone. */
const GRACE_REAL_MS = 500;

/** A worker that was ended is gone for certain, but on a busy machine only after seconds: so the test sets the limit. */
const OF_THE_TEST = 0.85;

/** Keeps the clock from moving while a lane is at work; for how long, `taskTimeout` says. */
export function holdForStep(clock: Clock, facts: LaneFacts, label: string | undefined): Release {
  const taskTimeout = taskTimeoutOf(facts.options);
  const limit = Math.max(taskTimeout + GRACE_REAL_MS, testAround.timeout * OF_THE_TEST);
  return clock.hold(describe(facts, label), taskTimeout === Infinity ? undefined : limit);
}

/** Has a lane load a function, and keeps the clock meanwhile: loading has a limit of its own. */
export async function loadUnderHold(clock: Clock, lane: Lane, fn: NumberedFunction, label?: string): Promise<void> {
  const release = clock.hold(`loading of the function for ${describe(lane.facts, label)}`, testAround.timeout);
  try {
    await lane.load(fn, { task: { label } });
  } finally {
    release();
  }
}

/** Keeps it until the worker that was ended is gone. */
export function holdForEnd(clock: Clock, facts: LaneFacts, label: string | undefined): Release {
  return clock.hold(`end of ${describe(facts, label)}`, testAround.timeout * OF_THE_TEST);
}

function describe({ pool, index }: LaneFacts, label: string | undefined): string {
  return `${label === undefined ? 'lane' : `task "${label}" in lane`} ${index} of ${pool}`;
}
