import { registry } from '../servers/registry';
import type { Clock } from '../time/clock';
import { inForce } from '../time/current-clock';
import { randomInForce } from '../time/delegates/random';
import { type Limits, limitsFrom } from '../time/limits';
import type { Instruction, SessionFacts } from './protocol';

/** A lane is to say what holds it before its pool's clock says that the lane does. */
const SOONER = 0.8;

/** What tells a lane of the simulation in force. */
export function beginOf(clock: Clock): Instruction {
  return { do: 'begin', session: sessionOf(clock), servers: [...registry.servers.keys()] };
}

function sessionOf(clock: Clock, limits: Limits = limitsFrom()): SessionFacts {
  return {
    clock: inForce.clock === undefined ? 'none' : clock.kind,
    seed: clock.seed,
    isSeeded: randomInForce.draw !== undefined,
    limits: { ...limits, holdMs: limits.holdMs * SOONER },
  };
}
