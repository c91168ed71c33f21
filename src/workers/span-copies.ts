import { registry } from '../servers/registry';
import { shared } from '../realm';
import type { EndFacts, OpenSpan } from '../trace/open-span';
import type { Recorder } from '../trace/recorder';
import type { Outcome, Source } from '../trace/span';
import { opened } from './opened';
import type { Ending, Queueing } from './protocol';

/** The spans that began in a lane, as its pool writes them down. */
export class SpanCopies {
  readonly #spans = new Map<number, OpenSpan>();
  /** By the numbers of the lane. */
  readonly #pools = new Map<number, Source>();

  /** @param idOfTask - the span of the task at an index of the call. */
  constructor(
    private readonly recorder: Recorder,
    private readonly idOfTask: (index: number) => number | undefined,
  ) {}

  queue(number: number, { source: [source, told], label, input, parent }: Queueing): void {
    const entry = { source: this.#sourceOf(source, told), label, input: opened(input)[0], parent: this.idOf(parent) };
    this.#spans.set(number, this.recorder.queue(entry));
  }

  start(number: number, lane: number): void {
    this.#spans.get(number)?.start(lane);
  }

  end(number: number, outcome: Outcome, facts: Ending): void {
    this.#spans.get(number)?.end(outcome, unpacked(facts));
    this.#spans.delete(number);
  }

  cancel(number: number): void {
    this.#spans.get(number)?.cancel();
    this.#spans.delete(number);
  }

  /** The worker died: whatever ran in it is over. */
  lose(): void {
    for (const span of this.#spans.values()) {
      if (span.state === 'running') span.end('cancelled');
      else span.cancel();
    }
    this.#spans.clear();
    this.#pools.clear();
  }

  /** Sources are known by identity. A pool is its maker's own; a server or a function is one and the same in all lanes. */
  #sourceOf(number: number, told: Source): Source {
    if (told.kind !== 'pool') return sameSource(told);
    const known = this.#pools.get(number) ?? Object.freeze({ ...told });
    this.#pools.set(number, known);
    return known;
  }

  /** The `id` of a span that began in the lane, or, below 0, of a task. */
  idOf(parent: number | undefined): number | undefined {
    if (parent === undefined) return undefined;
    return parent < 0 ? this.idOfTask(-1 - parent) : this.#spans.get(parent)?.id;
  }
}

/** How a request or a span of a lane ended; a value that cannot be made anew here is the error for it. */
export function unpacked({ request, ...ending }: Ending): EndFacts {
  return {
    ...('result' in ending ? { result: opened(ending.result)[0] } : {}),
    ...('error' in ending ? { error: opened(ending.error)[0] } : {}),
    ...(request === undefined ? {} : { request }),
  };
}

function sameSource({ kind, name }: Source): Source {
  const server = kind === 'server' ? registry.servers.get(name) : undefined;
  if (server !== undefined) return server.source;
  const known = shared('sources-of-lanes', () => new Map<string, Source>());
  const key = `${kind} ${name}`;
  if (!known.has(key)) known.set(key, Object.freeze({ kind, name }));
  return known.get(key)!;
}
