import { packError, unpack } from '../../crossing/pack';
import type { Admission, Asked } from '../../servers/gate';
import type { Admitting } from '../../servers/gates';
import type { Decision } from '../../servers/plan';
import type { EndFacts } from '../../trace/open-span';
import { taskContext } from '../../trace/task-context';
import type { Answered } from '../protocol';
import type { Log } from './log';

interface Waiting {
  readonly resolve: (decision: Decision) => void;
  readonly reject: (error: unknown) => void;
}

/** Lets requests of this lane in to the servers of the test, which alone count, decide and record them. */
export class RemoteGates implements Admitting {
  readonly #waiting = new Map<number, Waiting>();
  readonly #open = new Map<number, () => EndFacts>();
  #requests = 0;

  constructor(
    private readonly log: Log,
    private readonly whenAsked: () => void,
  ) {}

  /** Whether a decision is owed. */
  get isAwaiting(): boolean {
    return this.#waiting.size > 0;
  }

  admit(origin: string, asked: Asked): Admission {
    const request = (this.#requests += 1);
    const decision = new Promise<Decision>((resolve, reject) => this.#waiting.set(request, { resolve, reject }));
    // A client that gives up before has stopped listening.
    decision.catch(() => undefined);
    this.log.add('ask', request, origin, asked, taskContext.getStore()?.spanId);
    this.whenAsked();
    return {
      decision,
      watch: (soFar) => void this.#open.set(request, soFar),
      end: (outcome, { request: facts, error }) => {
        this.#open.delete(request);
        this.log.add('answered', request, outcome, {
          ...(facts === undefined ? {} : { request: facts }),
          ...(error === undefined ? {} : { error: packError(error) }),
        });
      },
    };
  }

  /** Says how far requests have come, in case the simulation ends before they do. */
  note(): void {
    for (const [request, soFar] of this.#open) {
      const { request: facts } = soFar();
      if (facts !== undefined) this.log.add('so far', request, facts);
    }
  }

  decided(request: number, answer: Answered<Decision>): void {
    const waiting = this.#waiting.get(request);
    this.#waiting.delete(request);
    if ('error' in answer) waiting?.reject(unpack(answer.error));
    else waiting?.resolve(answer.value);
  }
}
