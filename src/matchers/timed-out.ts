import { isTimeout } from '../servers/giving-up';
import type { NeverStarted, Span } from '../trace/span';

/** Whether time ran out for it: a request's own end says, and the error with which a task failed. */
export function timedOut(work: Span | NeverStarted): boolean {
  return work.outcome === 'timed-out' || failedWithTimeOut(work);
}

/** Whether it is a task, or the call of a function, that failed because time ran out. */
export function failedWithTimeOut(work: Span | NeverStarted): boolean {
  return work.outcome === 'rejected' && work.request === undefined && isTimeout(work.error);
}
