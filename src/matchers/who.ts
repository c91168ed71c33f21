import { shortLabels, written } from '../timeline/label';
import type { Queued, Span } from '../trace/span';
import { spanNames } from '../trace/span-names';

const MOST_NAMED = 5;

/** How many characters of a label or a value are part of a sentence. */
export const LONGEST = 40;

/** Names tasks in a sentence, as the rows of the timeline do: the first five, and how many more. */
export function who(spans: readonly Queued[]): string {
  return listed(shortLabels(spanNames(spans)));
}

/** Names tasks, each with its lane where they ran in workers: `a in lane 0, b in lane 2`. */
export function whoInLanes(spans: readonly Span[]): string {
  const names = shortLabels(spanNames(spans));
  return listed(ranInWorkers(spans) ? names.map((name, i) => `${name} in lane ${spans[i]!.lane}`) : names);
}

/** Whether lanes are workers, which one may want to look at, and not rows of a drawing. */
export function ranInWorkers(spans: readonly Span[]): boolean {
  return spans.some(({ worker }) => worker !== undefined);
}

/** Lanes, in a sentence: `lane 1`, `lanes 0 and 2`. */
export function lanesInWords(lanes: readonly number[]): string {
  return `${lanes.length === 1 ? 'lane' : 'lanes'} ${new Intl.ListFormat('en').format(lanes.map(String))}`;
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', ');
}

/** A label as part of a sentence: on one line, and not too long. */
export function inASentence(label: string): string {
  const text = written(label);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}~`;
}
