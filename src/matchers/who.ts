import { shortLabels, written } from '../timeline/label';
import type { Queued } from '../trace/span';
import { spanNames } from '../trace/span-names';

const MOST_NAMED = 5;
const LONGEST = 40;

/** Names tasks in a sentence, as the rows of the timeline do: the first five, and how many more. */
export function who(spans: readonly Queued[]): string {
  const named = shortLabels(spanNames(spans)).slice(0, MOST_NAMED);
  const more = spans.length - named.length;
  return more === 0 ? named.join(', ') : `${named.join(', ')} and ${more} more`;
}

/** A label as part of a sentence: on one line, and not too long. */
export function inASentence(label: string): string {
  const text = written(label);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}~`;
}
