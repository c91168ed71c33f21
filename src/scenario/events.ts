import type { Ms } from '../time/duration';
import { formatMs } from '../time/duration';
import type { Span } from '../trace/span';
import type { SpanJson } from '../trace/trace-json';
import type { Trace } from '../trace/trace';
import { lasting } from './lasting';

/** One thing that happened in a run. */
export interface Event {
  /** In words. */
  readonly text: string;
  /** The `id` of the span it is of; undefined for the value of the run. */
  readonly span: number | undefined;
  readonly at: Ms;
  /** All that must be equal, by name. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** How much of two runs must be equal: all of it, or what is the same on every kind of pool. */
export type Extent = 'all' | 'on every pool';

/** What happened, in the order of steps; work that never started comes last. */
export function eventsOf(trace: Trace, extent: Extent): readonly Event[] {
  const { spans, neverStarted, sources } = trace.toJSON();
  const source = (place: number): string => {
    const { kind, name } = sources[place]!;
    return kind === 'pool' && extent !== 'all' ? 'pool' : name;
  };
  const steps = spans.flatMap((span, i) => {
    const name = source(span.source);
    return [
      [span.startStep, startOf(span, name, extent)] as const,
      [span.endStep, endOf(span, name, extent, trace.spans[i]!)] as const,
    ];
  });
  steps.sort(([a], [b]) => a - b);
  const never = neverStarted.map((work, i): Event => {
    const { endedAt: at, outcome } = work;
    const text = `${formatMs(at)}: "${work.label}" of ${source(work.source)} has not started (${outcome})`;
    return { text, at, span: trace.neverStarted[i]!.id, facts: knownOf(trace.neverStarted[i]!) };
  });
  return [...steps.map(([, event]) => event), ...never];
}

function startOf(span: SpanJson, source: string, extent: Extent): Event {
  const { id, label, startedAt: at, lane } = span;
  return {
    text: `${formatMs(at)}: "${label}" of ${source} starts`,
    at,
    span: id,
    facts: { ...knownOf(span), ...(extent === 'all' ? { lane, input: span.input } : {}) },
  };
}

function endOf(json: SpanJson, source: string, extent: Extent, { id }: Span): Event {
  const { label, endedAt: at, outcome, request, output } = json;
  const [result, error] = [lasting(json.result, extent), lasting(json.error, extent)];
  return {
    text: `${formatMs(at)}: "${label}" of ${source} ends (${outcome})`,
    at,
    span: id,
    facts: { id, outcome, request, ...(extent === 'all' ? { result, error, output } : {}) },
  };
}

function knownOf({ id, label, parent, queuedAt }: Pick<SpanJson, 'id' | 'label' | 'queuedAt'> & { parent?: unknown }) {
  return { id, label, parent, queuedAt };
}
