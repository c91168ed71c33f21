import { availableParallelism, loadavg } from 'node:os';
import type { Session } from '../handover/report-data';
import { processorTimeOfChildren } from '../suite/processor-time';

/** What the machine had to do while the files of a session ran: made before the first begins. */
export class MachineUse {
  readonly #ofChildren = processorTimeOfChildren();
  readonly #own = process.cpuUsage();
  // Windows knows no load, and says 0.
  readonly #load = process.platform === 'win32' ? undefined : loadavg()[0];

  /** @param isInBand - whether Jest ran the files itself, and not workers. */
  sinceThen(isInBand: boolean): Pick<Session, 'cores' | 'otherLoad' | 'cpuMs'> {
    const cpuMs = isInBand ? this.#ownMs() : this.#childrenMs();
    return {
      cores: availableParallelism(),
      ...(this.#load === undefined ? {} : { otherLoad: this.#load }),
      ...(cpuMs === undefined ? {} : { cpuMs }),
    };
  }

  #ownMs(): number {
    const { user, system } = process.cpuUsage(this.#own);
    return (user + system) / 1000;
  }

  #childrenMs(): number | undefined {
    const now = processorTimeOfChildren();
    return now === undefined || this.#ofChildren === undefined ? undefined : now - this.#ofChildren;
  }
}
