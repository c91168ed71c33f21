import { formatMs, type Ms } from '../time/duration';
import type { DrawOptions } from '../timeline/ascii';
import type { Window } from '../trace/busiest-window';
import type { SparsestWindow } from '../trace/sparsest-window';
import type { Trace } from '../trace/trace';
import { who } from './who';

const MOST_LISTED = 5;

/** So many starts, in a sentence. */
export function starts(count: number): string {
  if (count === 0) return 'no start';
  return count === 1 ? '1 start' : `${count} starts`;
}

/** How many started in the busiest window, when and who. */
export function busiestInWords({ from, spans }: Window, per: Ms, trace: Trace): string {
  const { length } = trace;
  if (length === 1) return `only 1 task (${who(spans)})`;
  if (spans.length === 1)
    return `never more than 1 start in any ${formatMs(per)}, of ${length} tasks (${whoAndWhen(trace)})`;
  return `${starts(spans.length)} ${fromTo(from, per)} (${who(spans)})`;
}

/** One start is no crowd to point at. */
export function busiestPicture({ from, spans }: Window, per: Ms): DrawOptions {
  if (spans.length === 1) return {};
  return { marks: { starts: spans, meaning: `the busiest ${formatMs(per)}` }, focus: { at: from, spans } };
}

/** How many started in the sparsest window, when and who, and who came then; under `.not` that nowhere fewer did. */
export function sparsestInWords({ from, spans, next }: SparsestWindow, per: Ms, isNot: boolean): string {
  const names = spans.length === 0 ? '' : ` (${who(spans)})`;
  const count = starts(spans.length);
  if (isNot) return `never fewer than ${count} in any ${formatMs(per)}, as ${fromTo(from, per)}${names}`;
  return `${count}${names} ${fromTo(from, per)}, when ${who([next])} started`;
}

/** The whole of it is marked, as what is missing in it has no row. */
export function sparsestPicture({ from, spans, next }: SparsestWindow, per: Ms): DrawOptions {
  // It takes time, so no drawing of it counts in steps.
  const stretch = { from, until: from + per, fromStep: 0, untilStep: 0 };
  return {
    marks: { stretches: [stretch], starts: spans, meaning: `the sparsest ${formatMs(per)}` },
    focus: { at: from, until: from + per, spans: [...spans, next] },
  };
}

function fromTo(from: Ms, per: Ms): string {
  return `from ${formatMs(from)} to before ${formatMs(from + per)}`;
}

/** When the first few started. */
function whoAndWhen({ spans, length }: Trace): string {
  const listed = spans.slice(0, MOST_LISTED).map((span) => `${who([span])} at ${formatMs(span.startedAt)}`);
  return `${listed.join(', ')}${length > MOST_LISTED ? ` and ${length - MOST_LISTED} more` : ''}`;
}
