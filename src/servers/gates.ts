import type { Recorder } from '../trace/recorder';
import { Gate, type Admission, type Asked } from './gate';
import type { Decision } from './plan';
import { registry } from './registry';
import type { SlowServer } from './slow-server';

/** Lets requests in to the servers of a simulation. */
export interface Admitting {
  /**
   * @param parent - the `id` of the span in which the request began; left out, it is the task whose code is running now.
   * @throws UsageError if no plan of the server is for the request.
   */
  admit(origin: string, asked: Asked, parent?: number): Admission;
}

/** The declared servers' own gates: whoever asks, from here or from a worker, passes through the same one. */
export class Gates implements Admitting {
  readonly #gates = new Map<string, Gate>();

  constructor(
    private readonly seed: number,
    private readonly recorder: Recorder,
  ) {}

  admit(origin: string, asked: Asked, parent?: number): Admission & { readonly decision: Decision } {
    let gate = this.#gates.get(origin);
    if (gate === undefined) {
      const server = registry.servers.get(origin) as SlowServer;
      server.recordedBy(this.recorder);
      gate = new Gate(server, this.seed, this.recorder);
      this.#gates.set(origin, gate);
    }
    return gate.admit(asked, parent);
  }
}
