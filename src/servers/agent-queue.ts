import { AsyncResource } from 'node:async_hooks';
import type { Agent, ClientRequest } from 'node:http';

interface Queue {
  inUse: number;
  readonly waiting: (() => void)[];
}

/**
 * Requests that wait because their agent gives a server no more than `maxSockets` sockets at a time.
 *
 * nock gives each request an agent of its own, so without this an agent's limit would be none, and a server would see
 * more at once than it does in reality. First in, first out, as Node does it.
 */
export class AgentQueues {
  readonly #queues = new WeakMap<Agent, Map<string, Queue>>();

  /** Calls `go` once the agent has a socket for the request; at once if it has no limit. */
  enter(agent: Agent, origin: string, request: ClientRequest, go: () => void): void {
    const { maxSockets = Infinity } = agent as Partial<Agent>;
    if (maxSockets === Infinity) return go();
    const queue = this.#queueOf(agent, origin);
    if (queue.inUse >= maxSockets) {
      // The turn comes when another request ends, but what follows belongs to the task that asked.
      queue.waiting.push(AsyncResource.bind(() => this.#take(queue, request, go)));
      return;
    }
    this.#take(queue, request, go);
  }

  #take(queue: Queue, request: ClientRequest, go: () => void): void {
    queue.inUse += 1;
    request.once('close', () => {
      queue.inUse -= 1;
      queue.waiting.shift()?.();
    });
    go();
  }

  #queueOf(agent: Agent, origin: string): Queue {
    const queues = this.#queues.get(agent) ?? new Map<string, Queue>();
    this.#queues.set(agent, queues);
    const queue = queues.get(origin) ?? { inUse: 0, waiting: [] };
    queues.set(origin, queue);
    return queue;
  }
}
