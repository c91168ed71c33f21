import { executionAsyncResource } from 'node:async_hooks';
import type { Outcome } from '../trace/span';

/** How a request ends when its client walks away. */
export type GivenUp = Extract<Outcome, 'timed-out' | 'cancelled'>;

const TIMEOUT_NAMES = new Set(['TimeoutError', 'ConnectTimeoutError', 'HeadersTimeoutError', 'BodyTimeoutError']);
const TIMEOUT_CODES = new Set(['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_SOCKET_CONNECTION_TIMEOUT']);
const DEEPEST_CAUSE = 5;

/** The reasons with which `AbortController`s are aborting at this moment: one may abort another, for a reason of its own. */
let aborting: readonly unknown[] = [];

/**
 * Why did the client walk away: did time run out, or had it another reason?
 *
 * Not every client says. In this order: `AbortController`s that abort right now say by their reasons; the socket says
 * that it was idle for too long; the error says by its name or code, or that of its cause; and whoever hangs up while a
 * timer fires (node-fetch and request do, without an error) had set that timer as a time-out.
 *
 * @param error - what the client destroyed the request with, or the reason of its abort.
 * @param isIdle - whether the socket's idle time-out fired at this instant.
 */
export function whyGivenUp(error: unknown, isIdle = false): GivenUp {
  if (aborting.length > 0) return aborting.some((reason) => isTimeout(reason)) ? 'timed-out' : 'cancelled';
  return isIdle || isTimeout(error) || isInsideTimer() ? 'timed-out' : 'cancelled';
}

/** What to say a client walked away for: the reason of an abort that time running out gave, which clients do not pass on. */
export function reasonGivenUp(error: unknown): unknown {
  return aborting.find((reason) => isTimeout(reason)) ?? error;
}

/** Whether an error, or what caused it, says that time ran out. */
export function isTimeout(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > DEEPEST_CAUSE) return false;
  const { name, code, type, message, cause } = error as Record<string, unknown>;
  if (TIMEOUT_NAMES.has(String(name)) || TIMEOUT_CODES.has(String(code))) return true;
  if (/^UND_ERR_\w+_TIMEOUT$/.test(String(code)) || /^(request|body)-timeout$/.test(String(type))) return true;
  // axios gives a time-out the code of an aborted connection, unless asked to be clear.
  if (code === 'ECONNABORTED' && /timeout/.test(String(message))) return true;
  return isTimeout(cause, depth + 1);
}

/** Whether the code that runs now was called by a timer of its own, and not by a promise or an event after it. */
function isInsideTimer(): boolean {
  const resource = executionAsyncResource() as { constructor?: { name?: string }; kind?: unknown };
  const { constructor, kind } = resource;
  // By name: after `jest.resetModules` the clock's timers may be of another copy of the class.
  return constructor?.name === 'Timeout' || (constructor?.name === 'VirtualTimer' && kind === 'timeout');
}

/**
 * Notes the reasons of aborts while they happen: clients on `http` do not pass them on.
 *
 * @returns a function that stops noting.
 */
export function noteAborts(): () => void {
  const { prototype } = AbortController;
  const native = Object.getOwnPropertyDescriptor(prototype, 'abort') as PropertyDescriptor;
  const abort = native.value as (this: AbortController, reason?: unknown) => void;
  function noting(this: AbortController, ...reason: [unknown?]): void {
    const outer = aborting;
    aborting = [...outer, reason[0]];
    try {
      abort.apply(this, reason);
    } finally {
      aborting = outer;
    }
  }
  Object.defineProperty(prototype, 'abort', {
    ...native,
    value: Object.defineProperty(noting, 'name', { value: 'abort' }),
  });
  return () => void Object.defineProperty(prototype, 'abort', native);
}
