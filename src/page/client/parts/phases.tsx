import { formatMs } from '../../../time/format-ms';
import { piecesOf } from '../../../trace/segments';
import type { JSX } from '../preact';
import type { Work } from '../report/work';
import { Swatch } from './swatch';

/** The pieces of a span one by one: what, when and how long. */
export function Phases({ work }: { readonly work: Work }): JSX.Element {
  return (
    <ul class="phases">
      {piecesOf(work).map(({ segment, from, until }) => (
        <li key={segment}>
          <Swatch segment={segment} /> {segment} <span class="number">{formatMs(until - from)}</span>
          <span class="faint"> from {formatMs(from)}</span>
        </li>
      ))}
    </ul>
  );
}
