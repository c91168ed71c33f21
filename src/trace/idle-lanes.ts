import type { Ms } from '../time/duration';
import type { Trace } from './trace';

/** A stretch of time, in milliseconds. */
export interface Interval {
  readonly from: Ms;
  readonly until: Ms;
}

/**
 * When a lane was idle although work was queued: the stretches of time in which fewer than `lanes` were in flight and
 * somebody waited, each as long as it can be. A hand-over from one task to the next that takes no time is none.
 *
 * @param lanes - how many lanes there are.
 * @example
 * idleWhileQueued(trace(span('a', 0, 10), span('b', 15, 20, { queuedAt: 0 })), 1) // => [{ from: 10, until: 15 }]
 */
export function idleWhileQueued(trace: Trace, lanes: number): readonly Interval[] {
  const changes = changesOf(trace);
  const found: { from: Ms; until: Ms }[] = [];
  let [running, queued] = [0, 0];
  for (const [i, change] of changes.entries()) {
    running += change.running;
    queued += change.queued;
    const until = changes[i + 1]?.at ?? change.at;
    if (until === change.at || queued === 0 || running >= lanes) continue;
    const last = found.at(-1);
    if (last?.until === change.at) last.until = until;
    else found.push({ from: change.at, until });
  }
  return found;
}

interface Change {
  readonly at: Ms;
  readonly running: number;
  readonly queued: number;
}

function changesOf({ spans, neverStarted }: Trace): readonly Change[] {
  const ran = spans.flatMap(({ queuedAt, startedAt, endedAt }) => [
    { at: queuedAt, running: 0, queued: 1 },
    { at: startedAt, running: 1, queued: -1 },
    { at: endedAt, running: -1, queued: 0 },
  ]);
  const waited = neverStarted.flatMap(({ queuedAt, endedAt }) => [
    { at: queuedAt, running: 0, queued: 1 },
    { at: endedAt, running: 0, queued: -1 },
  ]);
  return [...ran, ...waited].sort((a, b) => a.at - b.at);
}
