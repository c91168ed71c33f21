import { formatMs } from '../time/duration';
import { hasStarted } from '../trace/open-span';
import type { Recorder } from '../trace/recorder';
import type { NeverStarted, Span } from '../trace/span';

const TASKS_NAMED = 8;

/** The tasks queued and in flight, in words, for messages about a simulation that cannot go on. */
export function describeTasks(recorder: Recorder): string {
  const open = recorder.open().map((span) => span.asOfNow());
  if (open.length === 0) return 'No task is queued or in flight.';
  const inFlight = open.filter(hasStarted).map((span) => inWords(span, span.startedAt));
  const queued = open.filter((record) => !hasStarted(record)).map((record) => inWords(record, record.queuedAt));
  return `In flight: ${listed(inFlight)}\nQueued: ${listed(queued)}`;
}

function inWords({ label, source }: Span | NeverStarted, since: number): string {
  return `"${label}" of ${source.name} since ${formatMs(since)}`;
}

function listed(tasks: readonly string[]): string {
  if (tasks.length === 0) return 'none';
  const more = tasks.length > TASKS_NAMED ? [`… ${tasks.length - TASKS_NAMED} more`] : [];
  return [...tasks.slice(0, TASKS_NAMED), ...more].join(', ');
}
