import { UsageError } from '../errors';
import { randomStream } from '../time/random';
import type { Recorder } from '../trace/recorder';
import type { EndFacts } from '../trace/open-span';
import type { Outcome, Source } from '../trace/span';
import { Decider, type Decision, type Planned, describePlan } from './plan';
import type { SimulatedRequest } from './routes';

/** What a server is to the network: whom it answers for, and how. */
export interface Endpoint {
  readonly origin: string;
  readonly plans: readonly Planned[];
  readonly source: Source;
}

/** A request as it arrives at a server. */
export type Asked = Omit<SimulatedRequest, 'call'>;

/** A request that was let in: its span has started, and what will happen to it is decided, here or elsewhere. */
export interface Admission {
  readonly decision: Decision | Promise<Decision>;
  /** Is told once whom to ask how far it has come, for a trace that is made before its end. */
  readonly watch: (soFar: () => EndFacts) => void;
  /** Writes down how it ended; called once. */
  readonly end: (outcome: Outcome, facts: EndFacts) => void;
}

/** The way into one server in one simulation: its count, its draws and its lanes begin anew with each. */
export class Gate {
  readonly #decider: Decider;
  readonly #lanes = new Set<number>();
  #calls = 0;

  constructor(
    private readonly server: Endpoint,
    seed: number,
    private readonly recorder: Recorder,
  ) {
    const random = (call: number, phase: string) => randomStream(seed, 'server', server.origin, call, phase);
    this.#decider = new Decider(server.plans, random);
  }

  /**
   * Lets a request in: it is counted, decided, and its span begins.
   *
   * @param parent - the `id` of the span in which it began; left out, it is the task whose code is running now.
   * @throws UsageError if no plan of the server is for it.
   */
  admit(asked: Asked, parent?: number): Admission & { readonly decision: Decision } {
    const { method, path } = asked;
    this.#calls += 1;
    const decision = this.#decider.decide({ ...asked, call: this.#calls });
    if (decision === undefined) throw this.#unplanned(asked);
    const entry = { source: this.server.source, label: `${method} ${path}`, input: { method, path } };
    const span = this.recorder.queue(parent === undefined ? entry : { ...entry, parent });
    const lane = this.#lowestFreeLane();
    this.#lanes.add(lane);
    span.start(lane);
    const end = (outcome: Outcome, facts: EndFacts): void => {
      this.#lanes.delete(lane);
      span.end(outcome, facts);
    };
    const watch = (soFar: () => EndFacts): void => void (span.soFar = soFar);
    return { decision, watch, end };
  }

  #lowestFreeLane(): number {
    for (let lane = 0; ; lane += 1) if (!this.#lanes.has(lane)) return lane;
  }

  #unplanned({ method, path }: Asked): UsageError {
    const plans = this.server.plans.map((plan) => `  ${describePlan(plan)}`);
    return new UsageError(
      `${method} ${this.server.origin}${path} was asked, and no plan of this server is for it. Its plans are for:\n` +
        plans.join('\n'),
    );
  }
}
