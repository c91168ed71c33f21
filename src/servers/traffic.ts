import { UsageError } from '../errors';
import type { Clock } from '../time/clock';
import { randomStream } from '../time/random';
import type { Recorder } from '../trace/recorder';
import type { Source } from '../trace/span';
import { Exchange } from './exchange';
import { Decider, type Planned, describePlan } from './plan';
import type { SimulatedRequest } from './routes';

/** What a server is to the network: whom it answers for, and how. */
export interface Endpoint {
  readonly origin: string;
  readonly plans: readonly Planned[];
  readonly source: Source;
}

/** All requests to one server in one simulation: their count, their draws and their lanes begin anew with each. */
export class Traffic {
  readonly #decider: Decider;
  readonly #lanes = new Set<number>();
  readonly #underWay = new Set<Exchange>();
  #calls = 0;

  constructor(
    private readonly server: Endpoint,
    private readonly clock: Clock,
    private readonly recorder: Recorder,
  ) {
    const random = (call: number, phase: string) => randomStream(clock.seed, 'server', server.origin, call, phase);
    this.#decider = new Decider(server.plans, random);
  }

  /**
   * A request arrives: it is counted, decided, and its span begins.
   *
   * @throws UsageError if no plan of the server is for it.
   */
  begin(asked: Omit<SimulatedRequest, 'call'>): Exchange {
    const { method, path } = asked;
    this.#calls += 1;
    const decision = this.#decider.decide({ ...asked, call: this.#calls });
    if (decision === undefined) throw this.#unplanned(asked);
    const span = this.recorder.queue({
      source: this.server.source,
      label: `${method} ${path}`,
      input: { method, path },
    });
    const lane = this.#lowestFreeLane();
    this.#lanes.add(lane);
    span.start(lane);
    const exchange = new Exchange({ clock: this.clock, span, method, path, decision });
    this.#underWay.add(exchange);
    exchange.whenOver(() => {
      this.#lanes.delete(lane);
      this.#underWay.delete(exchange);
    });
    return exchange;
  }

  /** The simulation is over: what is under way stays unfinished. */
  end(): void {
    for (const exchange of this.#underWay) exchange.forget();
  }

  #lowestFreeLane(): number {
    for (let lane = 0; ; lane += 1) if (!this.#lanes.has(lane)) return lane;
  }

  #unplanned({ method, path }: Omit<SimulatedRequest, 'call'>): UsageError {
    const plans = this.server.plans.map((plan) => `  ${describePlan(plan)}`);
    return new UsageError(
      `${method} ${this.server.origin}${path} was asked, and no plan of this server is for it. Its plans are for:\n` +
        plans.join('\n'),
    );
  }
}
