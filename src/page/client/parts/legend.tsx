import { type JSX, useMemo } from '../preact';
import { segmentsIn } from '../report/work';
import type { TimelineModel } from '../timeline/timeline-model';
import { Swatch } from './swatch';

const ENDS = [
  ['rejected', '!', 'failed'],
  ['timed-out', 'T', 'timed out'],
  ['cancelled', '×', 'cancelled'],
  ['unfinished', '▸', 'unfinished'],
] as const;

/** What the textures and marks stand for that occur. */
export function Legend({ models }: { readonly models: readonly TimelineModel[] }): JSX.Element {
  const works = useMemo(() => models.flatMap((model) => model.works), [models]);
  const segments = useMemo(() => segmentsIn(works), [works]);
  const outcomes = new Set(works.map(({ outcome }) => outcome));
  return (
    <ul class="legend" aria-label="Key">
      {segments.map((segment) => (
        <li key={segment}>
          <Swatch segment={segment} /> {segment}
        </li>
      ))}
      {ENDS.filter(([outcome]) => outcomes.has(outcome)).map(([outcome, mark, words]) => (
        <li key={outcome}>
          <span class={`mark ${outcome}`} aria-hidden="true">
            {mark}
          </span>{' '}
          {words}
        </li>
      ))}
      {models.some(({ marked }) => marked.length > 0) && (
        <li>
          <span class="stretch" aria-hidden="true" /> where an assertion failed
        </li>
      )}
    </ul>
  );
}
