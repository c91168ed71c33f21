import { formatMs } from '../time/duration';
import { hasStarted } from '../trace/open-span';
import type { Recorder } from '../trace/recorder';
import type { NeverStarted, Span } from '../trace/span';

const TASKS_NAMED = 8;

/** The tasks queued and in flight, in words, for messages about a simulation that cannot go on. */
export function describeTasks(recorder: Recorder): string {
  const open = recorder.open().map((span) => span.asOfNow());
  if (open.length === 0) return `No task is queued or in flight${lastOf(recorder)}.`;
  const inFlight = open.filter(hasStarted).map((span) => inWords(span, span.startedAt));
  const queued = open.filter((record) => !hasStarted(record)).map((record) => inWords(record, record.queuedAt));
  return `In flight: ${listed(inFlight)}\nQueued: ${listed(queued)}`;
}

/** What ended last: whatever the body waits for should have come after it. */
function lastOf(recorder: Recorder): string {
  const ended = recorder.trace().spans;
  if (ended.length === 0) return '';
  const { label, source, endedAt } = ended.reduce((last, span) => (span.endStep > last.endStep ? span : last));
  return `; the last was "${label}" of ${source.name}, which ended at ${formatMs(endedAt)}`;
}

function inWords({ label, source }: Span | NeverStarted, since: number): string {
  return `"${label}" of ${source.name} since ${formatMs(since)}`;
}

function listed(tasks: readonly string[]): string {
  if (tasks.length === 0) return 'none';
  const more = tasks.length > TASKS_NAMED ? [`… ${tasks.length - TASKS_NAMED} more`] : [];
  return [...tasks.slice(0, TASKS_NAMED), ...more].join(', ');
}
