import { UsageError } from '../errors';
import { type Ms, formatMs } from '../time/duration';
import { draw } from '../timeline/ascii';
import { JUDGED } from '../trace/judged';
import type { Run } from '../trace/run';
import type { Span } from '../trace/span';

/** What happened less far apart may change places for real: timers are late by the load of the machine. */
const APART_MS: Ms = 50;
/** Node's timers count in whole milliseconds, and may ring one early. */
const EARLY_MS: Ms = 2;

/** A task as it went on both clocks. */
interface Twice {
  readonly virtual: Span;
  readonly real: Span;
}

/**
 * Compares a run with the same one on the real clock: orders and lower bounds, which no load can break.
 *
 * @throws UsageError that names what differs.
 */
export function checkReal(virtual: Run, real: Run): void {
  const tasks = paired(virtual, real);
  const fault = misplaced(tasks, 'start') ?? misplaced(tasks, 'end') ?? tooSoon(tasks, virtual, real);
  if (fault === undefined) return;
  throw new UsageError(
    `The real clock disagrees with the virtual one: ${fault}\n\n` +
      `virtual:\n\n${draw(virtual.trace)}\n\nreal:\n\n${draw(real.trace)}`,
  );
}

/** Tasks of one label are told apart by the order of their start. */
function paired(virtual: Run, real: Run): readonly Twice[] {
  const left = new Map<string, Span[]>();
  for (const span of real[JUDGED]().spans) left.set(span.label, [...(left.get(span.label) ?? []), span]);
  return virtual[JUDGED]().spans.map((span) => {
    const twin = left.get(span.label)?.shift();
    if (twin !== undefined) return { virtual: span, real: twin };
    throw new UsageError(`The real clock disagrees with the virtual one: "${span.label}" did not run for real.`);
  });
}

function misplaced(tasks: readonly Twice[], end: 'start' | 'end'): string | undefined {
  const at = (span: Span): Ms => (end === 'start' ? span.startedAt : span.endedAt);
  const step = (span: Span): number => (end === 'start' ? span.startStep : span.endStep);
  const inOrder = [...tasks].sort((a, b) => at(a.virtual) - at(b.virtual));
  for (const [i, later] of inOrder.entries()) {
    const earlier = inOrder
      .slice(0, i)
      .find((one) => at(later.virtual) - at(one.virtual) >= APART_MS && step(one.real) > step(later.real));
    if (earlier === undefined) continue;
    const [a, b] = [earlier, later].map(({ virtual }) => `"${virtual.label}" at ${formatMs(at(virtual))}`);
    return `the virtual one saw ${a!} ${end} before ${b!}, and for real it was the other way round.`;
  }
  return undefined;
}

function tooSoon(tasks: readonly Twice[], virtual: Run, real: Run): string | undefined {
  const lengths = tasks.map((task) => ({
    who: `"${task.virtual.label}"`,
    virtual: lengthOf(task.virtual),
    real: lengthOf(task.real),
  }));
  const all = [...lengths, { who: 'the whole', virtual: virtual.elapsed, real: real.elapsed }];
  // A chain of sleeps is early by as much for each of them.
  const slack = EARLY_MS * (1 + tasks.length);
  const fault = all.find((one) => one.real < one.virtual - (one.who === 'the whole' ? slack : EARLY_MS));
  if (fault === undefined) return undefined;
  return `${fault.who} takes ${formatMs(fault.virtual)}, and for real it took ${formatMs(fault.real)} only.`;
}

function lengthOf({ startedAt, endedAt }: Span): Ms {
  return endedAt - startedAt;
}
