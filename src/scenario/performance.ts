import { UsageError } from '../errors';
import type { Pool } from '../pools/pool';
import { peersOf } from './door';
import { checkReal } from './on-real-clock';
import type { Scenario } from './options';
import { type Rehearsal, rehearse } from './rehearse';
import { checkSame } from './same-events';

/** A scenario as it is played on one pool after another. */
export class Performance {
  readonly #first = new Map<Pool, Promise<Rehearsal>>();

  constructor(private readonly scenario: Scenario) {}

  /** Plays it on a pool. */
  async on(pool: Pool): Promise<void> {
    const { scenario } = this;
    const { sameTrace = false, clock = 'virtual', pools } = scenario.options;
    const first = await this.#on(pool);
    checkSame({ first, second: await this.#again(pool), pool });
    const [leader] = peersOf(pool, pools);
    if (sameTrace && leader !== undefined && leader !== pool) {
      checkSame({ first: await this.#on(leader), second: first, pool: leader, otherPool: pool });
    }
    await scenario.check(first.run, first.world, pool);
    if (clock === 'both') checkReal(first.run, (await rehearse(scenario, pool, { clock: 'real' })).run);
  }

  /** The first run on a pool; other pools are compared with it. */
  #on(pool: Pool): Promise<Rehearsal> {
    const known = this.#first.get(pool) ?? rehearse(this.scenario, pool);
    this.#first.set(pool, known);
    return known;
  }

  async #again(pool: Pool): Promise<Rehearsal> {
    try {
      return await rehearse(this.scenario, pool, { part: 'repeat' });
    } catch (cause) {
      const { message } = cause as Error;
      throw new UsageError(
        'The scenario ran once, and failed when it was run again. State kept between runs is the usual reason: ' +
          `what \`setup\` does not make anew.\nThe second run failed with: ${message}`,
        { cause },
      );
    }
  }
}
