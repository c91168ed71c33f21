import { hasStarted } from '../../../trace/has-started';
import { spanNames } from '../../../trace/span-names';
import { visibleName } from '../report/visible';
import { type Work, beginOf } from '../report/work';

/** A line of a timeline: one task, or a lane with the tasks that ran in it. */
export interface Row {
  readonly label: string;
  /** How many tasks it is inside of. */
  readonly depth: number;
  /** In the order of time. */
  readonly spans: readonly Work[];
}

export type RowsBy = 'tasks' | 'lanes';

/** The name of each span, as it is shown; what runs inside of tasks is named apart from these. */
export function namesOf(spans: readonly Work[]): ReadonlyMap<Work, string> {
  const [outer, inner] = [spans.filter(isOuter), spans.filter((span) => !isOuter(span))];
  const named = [outer, inner].flatMap((those) => {
    const names = spanNames(those);
    return those.map((span, i) => [span, visibleName(names[i]!)] as const);
  });
  return new Map(named);
}

function isOuter({ parent }: Work): boolean {
  return parent === undefined;
}

export function rowsOf(spans: readonly Work[], by: RowsBy, names: ReadonlyMap<Work, string>): readonly Row[] {
  return by === 'lanes' ? lanes(spans) : tasks(spans, names);
}

/** A row for each task in the order of queueing, what ran inside of a task below it. */
function tasks(spans: readonly Work[], names: ReadonlyMap<Work, string>): readonly Row[] {
  const known = new Set(spans.map(({ id }) => id));
  const inside = new Map<number | undefined, Work[]>();
  for (const span of spans) {
    // A parent that was left out for want of room, or that is nobody's but its own, is none.
    const parent =
      span.parent !== undefined && known.has(span.parent) && span.parent < span.id ? span.parent : undefined;
    if (!inside.has(parent)) inside.set(parent, []);
    inside.get(parent)!.push(span);
  }
  const rows: Row[] = [];
  // A stack and not a recursion: no depth is too deep.
  const open = (inside.get(undefined) ?? []).map((span) => ({ span, depth: 0 })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { span, depth } = next;
    rows.push({ label: names.get(span)!, depth, spans: [span] });
    for (const child of [...(inside.get(span.id) ?? [])].reverse()) open.push({ span: child, depth: depth + 1 });
  }
  return rows;
}

/** A row for each lane, source by source in the order of first appearance; what never ran is in a row of its own. */
function lanes(spans: readonly Work[]): readonly Row[] {
  const bySource = new Map<string, Map<number, Work[]>>();
  for (const span of spans) {
    const name = `${span.source.kind} ${span.source.name}`;
    if (!bySource.has(name)) bySource.set(name, new Map());
    const its = bySource.get(name)!;
    const lane = hasStarted(span) ? span.lane : Infinity;
    if (!its.has(lane)) its.set(lane, []);
    its.get(lane)!.push(span);
  }
  return [...bySource.values()].flatMap((its) =>
    [...its]
      .sort(([one], [other]) => one - other)
      .map(([lane, those]) => ({
        label: laneLabel(those[0]!.source.name, lane, bySource.size),
        depth: 0,
        spans: those.sort((one, other) => beginOf(one) - beginOf(other)),
      })),
  );
}

function laneLabel(source: string, lane: number, sources: number): string {
  const name = lane === Infinity ? 'never ran' : `lane ${lane}`;
  return sources === 1 ? name : `${visibleName(source)} ${name}`;
}
