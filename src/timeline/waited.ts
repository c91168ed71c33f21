import { hasStarted } from '../trace/has-started';
import type { Axis, Row } from './axis';

/**
 * The places on an axis between which some work was queued.
 *
 * A call of an observed function waits for nobody: it is queued and starts at one moment, which on an axis of steps must not
 * look as if it had waited since the first.
 */
export function waited(row: Row, { x }: Axis): { readonly from: number; readonly until: number } {
  if (!hasStarted(row)) return { from: x(row.queuedAt, 0), until: x(row.endedAt, Infinity) };
  const until = x(row.startedAt, row.startStep);
  const isCall = row.source.kind === 'function' && row.queuedAt === row.startedAt;
  return { from: isCall ? until : x(row.queuedAt, 0), until };
}
