import type { Row } from '../timeline/axis';
import { END } from '../timeline/row';
import { shortLabels } from '../timeline/label';
import type { EndMark, Picture, PicturedTask, Said } from '../timeline/picture';
import { exactly } from '../timeline/table';
import { hasStarted } from '../trace/open-span';
import { spanNames } from '../trace/span-names';
import type { Trace } from '../trace/trace';
import { timedOut } from './timed-out';

/** A line of a picture and the task it stands for; one of them is missing where they do not meet. */
export interface Pair {
  readonly expected?: PicturedTask;
  readonly received?: PicturedTask;
  /** What differs, in words; empty if nothing does. */
  readonly differences: readonly string[];
}

/**
 * Finds the task of each line of a picture, and says what differs.
 *
 * A task is meant by its name, else by what it was given. Of several tasks of one name the first line of that name means
 * the first that started, and so on.
 *
 * @param within - by how much times may differ, in milliseconds.
 * @returns the pairs in the order of the picture, then the tasks that it should have and has not.
 */
export function comparePicture({ tasks, isPartial }: Picture, trace: Trace, within: number): readonly Pair[] {
  const rows: readonly Row[] = [...trace.spans, ...trace.neverStarted];
  const named = namesFor(rows);
  const free = new Set(rows.keys());
  const placeOf = (name: string): number | undefined =>
    [...free].find((one) => named[one]!.names.includes(name)) ?? [...free].find((one) => named[one]!.given === name);
  const pairs = tasks.map((expected): Pair => {
    const place = placeOf(expected.name);
    if (place === undefined) return { expected, differences: ['missing'] };
    free.delete(place);
    const row = rows[place]!;
    const received = pictured(row, expected.name, expected.waited !== undefined);
    const isMet = expected.end === 'T' ? timedOut(row) : isEnd(expected.end, received.end);
    return { expected, received, differences: differencesOf({ expected, received, isMet }, within) };
  });
  if (isPartial) return pairs;
  const extra = [...free].map((place): Pair => {
    return { received: pictured(rows[place]!, named[place]!.names[0]!, false), differences: ['not expected'] };
  });
  return [...pairs, ...extra];
}

/** What a line may call a task: its names, first as messages have it; or what it was given, if no other has that name. */
interface Named {
  readonly names: readonly string[];
  readonly given: string | undefined;
}

function namesFor(rows: readonly Row[]): readonly Named[] {
  const shown = spanNames(rows);
  const short = shortLabels(shown);
  const hasSources = new Set(rows.map((row) => row.source)).size > 1;
  return rows.map(({ label, source, input }, i) => {
    const full = [shown[i]!, label, ...(hasSources ? [`${source.name} ${label}`, source.name] : [])];
    const given = typeof input === 'string' || typeof input === 'number' ? String(input) : undefined;
    return { names: [...new Set([...full.map(withoutScheme), ...full, short[i]!])], given };
  });
}

function withoutScheme(name: string): string {
  return name.replace(/^(?:http|ws)s?:\/\//, '');
}

function pictured(row: Row, name: string, withWait: boolean): PicturedTask {
  if (!hasStarted(row))
    return { name, begins: row.queuedAt, waited: row.endedAt - row.queuedAt, end: END[row.outcome] };
  const { queuedAt, startedAt, endedAt, outcome } = row;
  const when = withWait ? { begins: queuedAt, waited: startedAt - queuedAt } : { begins: startedAt };
  return { name, ...when, ran: endedAt - startedAt, end: END[outcome] };
}

const ENDED: Record<EndMark, readonly [was: string, should: string]> = {
  '|': ['was done', 'have been done'],
  '!': ['failed', 'have failed'],
  T: ['timed out', 'have timed out'],
  x: ['was cancelled', 'have been cancelled'],
  '>': ['was unfinished', 'have been unfinished'],
  '?': ['ended', 'have ended'],
};

/** @param pair - with whether it ended as expected. */
function differencesOf(
  { expected, received, isMet }: { expected: PicturedTask; received: PicturedTask; isMet: boolean },
  within: number,
): readonly string[] {
  if (expected.ran !== undefined && received.ran === undefined) return ['never started'];
  if (expected.ran === undefined && received.ran !== undefined) return ['started, and should never have'];
  const began = expected.waited === undefined ? 'started at' : 'was queued at';
  return [
    ...differing(began, expected.begins, received.begins, within),
    ...differing('waited', expected.waited, received.waited, within),
    ...differing('ran', expected.ran, received.ran, within),
    ...(isMet ? [] : [`${ENDED[received.end][0]}, and should ${ENDED[expected.end][1]}`]),
  ];
}

function differing(verb: string, should: Said | undefined, was: Said | undefined, within: number): readonly string[] {
  if (typeof should !== 'number' || typeof was !== 'number' || isNear(should, was, within)) return [];
  return [`${verb} ${exactly(was)} ms, not ${exactly(should)} ms`];
}

/** A time-out is a failure too. `T` says which: also that of a task, which failed with it. */
function isEnd(expected: EndMark, received: EndMark): boolean {
  return expected === '?' || expected === received || (expected === '!' && received === 'T');
}

// Pictures are written to the microsecond, so no closer can be asked.
function isNear(one: number, other: number, within: number): boolean {
  return Math.abs(one - other) <= within + 0.0005;
}
