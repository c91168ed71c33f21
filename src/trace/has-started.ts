import type { NeverStarted, Span } from './span';

/** Tells work that ran from work that never did. */
export function hasStarted(record: Span | NeverStarted): record is Span {
  return 'startStep' in record;
}
