import { unpack } from '../crossing/pack';
import { registry } from '../servers/registry';
import { shared } from '../realm';
import type { EndFacts, OpenSpan } from '../trace/open-span';
import type { Recorder } from '../trace/recorder';
import type { Outcome, Source } from '../trace/span';
import type { Ending, Queueing } from './protocol';

/** The spans that began in a lane, as its pool writes them down. */
export class SpanCopies {
  readonly #spans = new Map<number, OpenSpan>();

  /** @param idOfTask - the span of the task at an index of the call. */
  constructor(
    private readonly recorder: Recorder,
    private readonly idOfTask: (index: number) => number | undefined,
  ) {}

  queue(number: number, { source, label, input, parent }: Queueing): void {
    const entry = { source: sameSource(source), label, input: unpack(input), parent: this.idOf(parent) };
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
  }

  /** The `id` of a span that began in the lane, or, below 0, of a task. */
  idOf(parent: number | undefined): number | undefined {
    if (parent === undefined) return undefined;
    return parent < 0 ? this.idOfTask(-1 - parent) : this.#spans.get(parent)?.id;
  }
}

/** How a request or a span of a lane ended. */
export function unpacked({ request, ...ending }: Ending): EndFacts {
  return {
    ...('result' in ending ? { result: unpack(ending.result) } : {}),
    ...('error' in ending ? { error: unpack(ending.error) } : {}),
    ...(request === undefined ? {} : { request }),
  };
}

/** Sources are known by identity, so all lanes' spans of one source must carry the same one. */
function sameSource({ kind, name }: Source): Source {
  const server = kind === 'server' ? registry.servers.get(name) : undefined;
  if (server !== undefined) return server.source;
  const known = shared('sources-of-lanes', () => new Map<string, Source>());
  const key = `${kind} ${name}`;
  if (!known.has(key)) known.set(key, Object.freeze({ kind, name }));
  return known.get(key)!;
}
