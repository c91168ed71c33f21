import { formatMs } from '../time/duration';
import { topLevelWork } from '../trace/judged';
import { hasStarted } from '../trace/open-span';
import { peakConcurrency } from '../trace/peak-concurrency';
import { spanNames } from '../trace/span-names';
import { ENDED } from '../trace/segments';
import type { Source } from '../trace/span';
import { Trace } from '../trace/trace';
import { draw } from './ascii';
import type { Row } from './axis';
import { traceToDraw } from './drawable';
import { windowOf } from './excerpt';
import { written } from './label';
import { exactly } from './table';

/** A snapshot serializer, as `expect.addSnapshotSerializer` and the Jest config's `snapshotSerializers` take it. */
export interface SnapshotSerializer {
  test(value: unknown): boolean;
  serialize(value: unknown, config: unknown, indentation: string): string;
}

const MOST_ROWS = 40;
const MOST_SOURCES = 3;

const NOUN: Record<Source['kind'], string> = { pool: 'task', server: 'request', function: 'call' };

/**
 * A run, a trace or a server as a snapshot holds it: in one line what there was, then its timeline with exact times.
 *
 * It is the same each time the same things happen. Work on the real clock takes another time each time, in another
 * order perhaps; so of that it lists only who there was and how they ended, by name.
 *
 * @throws UsageError as `draw` does.
 */
export function forSnapshot(shown: unknown): string {
  const trace = traceToDraw(shown);
  const all: readonly Row[] = [...trace.spans, ...trace.neverStarted];
  if (all.length === 0) return 'nothing was recorded';
  const what = `${namesOf(trace.sources)}: ${countOf(trace.sources, all)}`;
  if (trace.recording.clock === 'real') return [`${what}, on the real clock`, ...endsOf(all)].join('\n');

  const { from, until } = windowOf(all);
  const { count } = peakConcurrency(new Trace(topLevelWork(trace).spans));
  const when = from === until ? `at ${formatMs(from)}` : `from ${exactly(from)} to ${formatMs(until)}`;
  const headline = `${what} ${when}, never more than ${count} in flight`;
  return `${headline}\n${draw(trace, { height: MOST_ROWS, times: true })}`;
}

function namesOf(sources: readonly Source[]): string {
  const names = [...new Set(sources.map(({ name }) => written(name)))];
  const more = names.length - MOST_SOURCES;
  return more > 0 ? `${names.slice(0, MOST_SOURCES).join(', ')} and ${more} more` : names.join(', ');
}

/** How many there were, and how many of them did not end well. */
function countOf(sources: readonly Source[], all: readonly Row[]): string {
  const kinds = new Set(sources.map(({ kind }) => NOUN[kind]));
  const noun = kinds.size === 1 ? [...kinds].join() : 'task';
  const others = (['rejected', 'timed-out', 'cancelled', 'unfinished'] as const).flatMap((outcome) => {
    const count = all.filter((row) => row.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${ENDED[outcome]}`];
  });
  const which = others.length === 0 ? '' : ` (${others.join(', ')})`;
  return `${all.length} ${noun}${all.length === 1 ? '' : 's'}${which}`;
}

function endsOf(all: readonly Row[]): readonly string[] {
  const names = spanNames(all);
  const lines = all.map((row, i) => {
    const ended = hasStarted(row) ? ENDED[row.outcome] : `${ENDED[row.outcome]}, never started`;
    return `  ${written(names[i]!)}: ${ended}`;
  });
  const { compare } = new Intl.Collator('en', { numeric: true });
  const sorted = lines.sort((one, other) => compare(one, other) || (one < other ? -1 : 1));
  const more = sorted.length - MOST_ROWS;
  return more > 0 ? [...sorted.slice(0, MOST_ROWS), `  ... ${more} more`] : sorted;
}
