import { registry } from '../servers/registry';
import type { Clock } from '../time/clock';
import { inForce } from '../time/current-clock';
import { randomInForce } from '../time/delegates/random';
import { type Limits, limitsFrom } from '../time/limits';
import type { VirtualClock } from '../time/virtual-clock';
import type { Instruction, SessionFacts } from './protocol';

/** What tells a lane of the simulation in force. */
export function beginOf(clock: Clock | VirtualClock): Instruction {
  const limits = 'limits' in clock ? clock.limits : limitsFrom();
  return { do: 'begin', session: sessionOf(clock, limits), servers: [...registry.servers.keys()] };
}

function sessionOf(clock: Clock, limits: Limits): SessionFacts {
  return {
    clock: inForce.clock === undefined ? 'none' : clock.kind,
    seed: clock.seed,
    isSeeded: randomInForce.draw !== undefined,
    limits,
  };
}
