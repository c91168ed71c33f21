import { registry } from '../servers/registry';
import type { Clock } from '../time/clock';
import type { VirtualClock } from '../time/virtual-clock';
import type { Instruction } from './protocol';
import { beginOf } from './session-facts';

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
    const servers = [...registry.servers.keys()];
    const known = this.#told;
    this.#told = servers.join(' ');
    if (isNew) return [beginOf(this.clock)];
    return this.#told === known ? [] : [{ do: 'declare', servers }];
  }
}
