import { UsageError } from '../errors';
import type { NeverStarted, Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import { kindOf } from './received';
import { who } from './who';

/** Work that was not over when the body settled: in flight, or still queued. How long it takes nobody knows. */
export function unfinishedIn({ spans, neverStarted }: Trace): readonly (Span | NeverStarted)[] {
  return [...spans, ...neverStarted].filter(({ outcome }) => outcome === 'unfinished');
}

/** Says so, if any was not over; else nothing. */
export function unfinishedInWords(work: readonly (Span | NeverStarted)[]): string[] {
  if (work.length === 0) return [];
  return [`${work.length} of them ${work.length === 1 ? 'was' : 'were'} not over when the body settled (${who(work)})`];
}

/** The refusal of a claim that needs to know how long all took. */
export function notOver(received: unknown, work: readonly (Span | NeverStarted)[]): UsageError {
  return new UsageError(
    `How long this ${kindOf(received)} takes cannot be said: ${unfinishedInWords(work).join()}.\n` +
      'Await all of its work in the body.',
  );
}
