import { ROW } from '../paint/bars';
import { useLayoutEffect, useRef, type JSX } from '../preact';
import { beginOf, inWords } from '../report/work';
import { type Place, type Step, spanAt, stepFrom } from '../timeline/steps';
import type { TimelineModel } from '../timeline/timeline-model';

const AROUND: readonly Step[] = ['left', 'right', 'up', 'down'];

/**
 * The spans as those know them who hear the page or use keys: one of them can be reached by Tab, and from there its
 * neighbours by arrows. Only these few are in the document, however many there are.
 */
export function SpanOptions(props: {
  readonly model: TimelineModel;
  readonly place: Place;
  /** Where an instant is, in pixels. */
  readonly xOf: (at: number) => number;
  /** Whether the focus is to go where the place is. */
  readonly takesFocus: boolean;
  readonly onFocus: (place: Place) => void;
}): JSX.Element {
  const { model, place, takesFocus } = props;
  const current = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) current.current?.focus({ preventScroll: true });
  }, [model, place, takesFocus]);
  const places = new Map(
    [place, ...AROUND.map((step) => stepFrom(place, step, model.rows))].map((one) => [`${one.row} ${one.span}`, one]),
  );
  return (
    <>
      {[...places].map(([key, one]) => (
        <SpanOption {...props} key={key} at={one} reference={one === place ? current : null} />
      ))}
    </>
  );
}

function SpanOption({
  model,
  place,
  at,
  xOf,
  reference,
  onFocus,
}: {
  readonly model: TimelineModel;
  readonly place: Place;
  readonly at: Place;
  readonly xOf: (at: number) => number;
  readonly reference: { current: HTMLDivElement | null } | null;
  readonly onFocus: (place: Place) => void;
}): JSX.Element {
  const work = spanAt(at, model.rows);
  const left = xOf(beginOf(work));
  const isCurrent = at === place;
  return (
    <div
      ref={reference}
      role="option"
      class="span-option"
      id={`${model.entry.key} ${work.id}`}
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={isCurrent}
      aria-label={inWords(work, model.names.get(work)!)}
      aria-setsize={model.works.length}
      aria-posinset={positionOf(at, model)}
      style={{ left, top: at.row * ROW + 2, width: Math.max(xOf(work.endedAt) - left, 6), height: ROW - 4 }}
      onFocus={() => onFocus(at)}
    />
  );
}

function positionOf({ row, span }: Place, { rows }: TimelineModel): number {
  let before = 0;
  for (let i = 0; i < row; i++) before += rows[i]!.spans.length;
  return before + span + 1;
}
