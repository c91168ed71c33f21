import { formatMs } from '../../../time/format-ms';
import { ENDED } from '../../../trace/segments';
import type { JSX } from '../preact';
import { tookMs } from '../report/work';
import { type Place, spanAt } from '../timeline/steps';
import type { TimelineModel } from '../timeline/timeline-model';
import { Phases } from './phases';

/** What the pointer is over, and where that is on the screen, in pixels. */
export interface Hovered {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
}

/** What a span is and took, beside the pointer. Those who do not point have it in the list and in the details. */
export function Tooltip(props: {
  readonly hovered: Hovered | undefined;
  readonly model: TimelineModel;
}): JSX.Element | null {
  const { hovered, model } = props;
  // Rows may have become others since.
  if (hovered === undefined || model.rows[hovered.place.row]?.spans[hovered.place.span] === undefined) return null;
  const work = spanAt(hovered.place, model.rows);
  const isRight = hovered.x > innerWidth / 2;
  const isLow = hovered.y > innerHeight * 0.7;
  const style = {
    ...(isRight ? { right: innerWidth - hovered.x + 14 } : { left: hovered.x + 14 }),
    ...(isLow ? { bottom: innerHeight - hovered.y + 14 } : { top: hovered.y + 14 }),
  };
  return (
    <div class="tooltip" style={style} aria-hidden="true">
      <strong>
        <bdi>{model.names.get(work)}</bdi>
      </strong>
      <span>
        {ENDED[work.outcome]} after {formatMs(tookMs(work))}, until {formatMs(work.endedAt)}
      </span>
      <Phases work={work} />
    </div>
  );
}
