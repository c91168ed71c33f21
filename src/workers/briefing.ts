import { registry } from '../servers/registry';
import type { Clock } from '../time/clock';
import { inForce } from '../time/current-clock';
import { randomInForce } from '../time/delegates/random';
import { limitsFrom } from '../time/limits';
import type { VirtualClock } from '../time/virtual-clock';
import type { Beginning, Instruction, SessionFacts } from './protocol';

const NOTHING: readonly Instruction[] = [];

/** What a lane's worker is told before it goes on: of the simulation once, and of servers declared since. */
export class Briefing {
  #told: string | undefined;

  constructor(private readonly clock: Clock | VirtualClock) {}

  /**
   * What the worker does not know yet; empty if there is nothing.
   *
   * @param isNew - whether it knows nothing at all.
   */
  next(isNew: boolean): readonly Instruction[] {
    if (isNew) return [this.begin()];
    if (this.#told === '' && registry.servers.size === 0) return NOTHING;
    const servers = [...registry.servers.keys()];
    const known = this.#told;
    this.#told = servers.join(' ');
    return this.#told === known ? NOTHING : [{ do: 'declare', servers }];
  }

  /** All of it. */
  begin(): Beginning {
    const servers = [...registry.servers.keys()];
    this.#told = servers.join(' ');
    return { do: 'begin', session: sessionOf(this.clock), servers };
  }
}

function sessionOf(clock: Clock | VirtualClock): SessionFacts {
  // A call made outside may have a worker replaced while a simulation is under way.
  const isSimulated = inForce.clock === clock;
  return {
    clock: isSimulated ? clock.kind : 'none',
    seed: clock.seed,
    isSeeded: isSimulated && randomInForce.draw !== undefined,
    limits: 'limits' in clock ? clock.limits : limitsFrom(),
  };
}
