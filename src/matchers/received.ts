import { UsageError, expected } from '../errors';
import { isSweep } from '../sweep/sweep';
import { isJudged, JUDGED } from '../trace/judged';
import { isRun } from '../trace/run';
import { isTrace, Trace } from '../trace/trace';

const KINDS = 'given a run, a trace, a slow server or an array of slow servers';

/**
 * The spans to judge in what `expect(…)` was given.
 *
 * @throws UsageError if it has none to judge, or none at all: of an empty trace nearly every claim holds.
 */
export function traceToJudge(received: unknown): Trace {
  const trace = spansOf(received);
  if (trace.length > 0) return trace;
  const waiting = trace.neverStarted.length;
  const queued = waiting === 0 ? '' : ` ${waiting} ${waiting === 1 ? 'was' : 'were'} queued and never started.`;
  throw new UsageError(
    `Expected \`expect(…)\` to be given work that was recorded, got a ${kindOf(received)} without any.${queued}\n` +
      'Of an empty trace nearly every claim holds, so it proves nothing.',
  );
}

/** What to call what `expect(…)` was given. */
export function kindOf(received: unknown): string {
  if (isRun(received)) return 'run';
  if (isTrace(received)) return 'trace';
  if (isSweep(received)) return 'sweep';
  if (Array.isArray(received)) return isServers(received) ? 'servers' : 'array';
  return isJudged(received) ? 'server' : 'received';
}

/** Whether this is an array of things to judge, rather than a plain one. */
export function isServers(received: unknown): received is readonly { [JUDGED](): Trace }[] {
  return Array.isArray(received) && received.length > 0 && received.every(isJudged);
}

function spansOf(received: unknown): Trace {
  if (isJudged(received)) return received[JUDGED]();
  if (isServers(received)) return Trace.merge(received.map((one) => one[JUDGED]()));
  throw expected('expect(…)', KINDS, received, adviceFor(received));
}

function adviceFor(received: unknown): string | undefined {
  if (received instanceof Promise) return 'Await it first: `expect(await simulate(…))`, or use `.resolves`.';
  return typeof received === 'function' ? 'Run it first: `expect(await simulate(…))`.' : undefined;
}
