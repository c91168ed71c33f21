import type { NeverStarted, Source, Span } from '../trace/span';
import { Trace } from '../trace/trace';
import type { NeverStartedRecord, RunRecord, SpanRecord } from './records';

/** A run as it was written down, as a trace again: all its work, or only what matchers judge of it. */
export function traceOfRecord(run: RunRecord, which: 'all' | 'judged' = 'all'): Trace {
  const sourceOf = sources();
  const isMeant = ({ aside }: SpanRecord | NeverStartedRecord): boolean => which === 'all' || aside !== true;
  const revived = <T extends SpanRecord | NeverStartedRecord>(work: T) => {
    const again = { input: undefined, parent: undefined, ...work, source: sourceOf(work.source) };
    delete (again as { aside?: true }).aside;
    return again;
  };
  const spans = run.spans.filter(isMeant).map((span) => Object.freeze(revived(span)) as Span);
  const neverStarted = (run.neverStarted ?? []).filter(isMeant).map((work) => revived(work) as NeverStarted);
  const recording = { ...(run.seed === undefined ? {} : { seed: run.seed }), clock: run.clock };
  return new Trace(spans, { neverStarted, recording });
}

/** In a trace spans of one source have the same object. */
function sources(): (source: Source) => Source {
  const known = new Map<string, Source>();
  return (source) => {
    const key = `${source.kind} ${source.name}`;
    const found = known.get(key) ?? source;
    known.set(key, found);
    return found;
  };
}
