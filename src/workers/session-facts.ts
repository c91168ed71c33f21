import type { Clock } from '../time/clock';
import { inForce } from '../time/current-clock';
import { randomInForce } from '../time/delegates/random';
import { type Limits, limitsFrom } from '../time/limits';
import type { SessionFacts } from './protocol';

/** The simulation in force, for a lane. */
export function sessionOf(clock: Clock, limits: Limits = limitsFrom()): SessionFacts {
  return {
    clock: inForce.clock === undefined ? 'none' : clock.kind,
    seed: clock.seed,
    isSeeded: randomInForce.draw !== undefined,
    limits,
  };
}
