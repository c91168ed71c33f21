import type { Span } from '../trace/span';
import { spanNames } from '../trace/span-names';
import { written } from '../timeline/label';

const MOST_NAMED = 5;
const LONGEST = 40;

/** Names tasks in a sentence: the first five, and how many more. */
export function who(spans: readonly Span[]): string {
  const named = spanNames(spans).slice(0, MOST_NAMED).map(inASentence);
  const more = spans.length - named.length;
  return more === 0 ? named.join(', ') : `${named.join(', ')} and ${more} more`;
}

/** A label as part of a sentence: on one line, and not too long. */
export function inASentence(label: string): string {
  const text = written(label);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}~`;
}
