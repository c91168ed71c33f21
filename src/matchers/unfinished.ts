import { UsageError } from '../errors';
import { formatMs } from '../time/duration';
import type { NeverStarted, Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import { who } from './who';

/** Work that was not over when the body settled: in flight, or still queued. How long it takes nobody knows. */
export function unfinishedIn({ spans, neverStarted }: Trace): readonly (Span | NeverStarted)[] {
  return [...spans, ...neverStarted].filter(({ outcome }) => outcome === 'unfinished');
}

/** Says so, if any was not over; else nothing. */
export function unfinishedInWords(trace: Trace): string[] {
  const work = unfinishedIn(trace);
  const [first] = work;
  if (first === undefined) return [];
  const all = trace.length + trace.neverStarted.length;
  const count = all === 1 ? 'the only task' : `${work.length} of ${all} tasks`;
  const verb = work.length === 1 ? 'was' : 'were';
  return [`${count} (${who(work)}) ${verb} not over when the body settled at ${formatMs(first.endedAt)}`];
}

/** The refusal of a claim that needs to know how long all took. */
export function notOver(which: 'it' | 'the other', trace: Trace): UsageError {
  return new UsageError(
    `How long ${which} takes cannot be said: ${unfinishedInWords(trace).join()}.\n` +
      'Await all of its work in the body.',
  );
}
