import { UsageError, expected as expectedTo } from '../errors';
import { formatMs } from '../time/duration';
import { isJudged } from '../trace/judged';
import { finishOrder, startOrder } from '../trace/order';
import type { Run } from '../trace/run';
import { isRun } from '../trace/run';
import type { Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import type { Member } from './members';
import { elementMembers, taskMembers } from './members';
import type { Order, OrderOptions } from './order-options';
import { OtherKind } from './other-kind';
import { isSeveral, kindInWords, traceToJudge } from './received';

/** What came, in the order in which it came. */
export interface Arrivals {
  readonly order: Order;
  readonly came: readonly Arrival[];
  /** Those that were asked for and did not come. */
  readonly absent: readonly Arrival[];
  /** What was recorded, if anything was. */
  readonly trace?: Trace;
}

/** One that came, or should have. */
export interface Arrival extends Member {
  /** When and how: `started at 30 ms`, `at index 2`, `never finished`. */
  readonly when: string;
  readonly span?: Span;
}

/**
 * What came, and in which order, in what `expect(…)` was given, or another argument.
 *
 * @param argument - the name of the other argument.
 * @throws UsageError if it has no such order, or nothing came.
 */
export function arrivalsOf(received: unknown, { by, key }: OrderOptions, argument?: string): Arrivals {
  if (Array.isArray(received) && !isSeveral(received)) return ofElements(received, by, key);
  if (key !== undefined)
    throw unfit(received, '`key` is for a plain array. Tasks are expected by label, else by input.');
  if (by === 'result') return ofValue(received);
  return ofTasks(traceToJudge(received, argument), by ?? 'start');
}

function ofElements(elements: readonly unknown[], by: Order | undefined, key: OrderOptions['key']): Arrivals {
  if (by === 'start' || by === 'finish') {
    throw new OtherKind(`A plain array has no order by '${by}': give the run or the trace instead.`);
  }
  if (elements.length === 0) throw expectedTo('expect(…)', 'given an array of at least one element', elements);
  return { order: 'result', came: elementMembers(elements, key), absent: [] };
}

function ofValue(received: unknown): Arrivals {
  if (isRun(received) && received.resultsIn !== 'input' && Array.isArray(received.value)) {
    return { ...ofElements(received.value, 'result', undefined), ...traceIfOne(received) };
  }
  throw unfit(
    received,
    isRun(received) && received.resultsIn === 'input'
      ? "The results of a map are in input order whatever happens, so `by: 'result'` always holds. Use `by: 'finish'`."
      : `There is no order by 'result' in ${kindInWords(received)}: it is for arrays, as of what \`imapUnordered\` gave.`,
  );
}

/** What was recorded and has not that order is misuse; all else is another kind of thing. */
function unfit(received: unknown, message: string): UsageError {
  return isJudged(received) || isSeveral(received) ? new UsageError(message) : new OtherKind(message);
}

// The picture is a help only: a run whose work has several sources has none to show.
function traceIfOne(run: Run): Pick<Arrivals, 'trace'> {
  try {
    return { trace: traceToJudge(run) };
  } catch {
    return {};
  }
}

function ofTasks(trace: Trace, order: 'start' | 'finish'): Arrivals {
  const waiting = taskMembers(trace.neverStarted).map((member) => ({ ...member, when: 'never started' }));
  if (order === 'start') return { order, came: started(trace), absent: waiting, trace };
  const [done, undone] = [finishOrder(trace).filter(isFinished), trace.spans.filter((span) => !isFinished(span))];
  const came = taskMembers(done).map(({ task, ...member }) => {
    return { ...member, span: task, when: `finished at ${formatMs(task.endedAt)}` };
  });
  const unfinished = taskMembers(undone).map((member) => ({ ...member, when: 'never finished' }));
  return { order, came, absent: [...unfinished, ...waiting], trace };
}

function started(trace: Trace): readonly Arrival[] {
  return taskMembers(startOrder(trace)).map(({ task, ...member }) => {
    return { ...member, span: task, when: `started at ${formatMs(task.startedAt)}` };
  });
}

function isFinished(span: Span): boolean {
  return span.outcome !== 'unfinished';
}
