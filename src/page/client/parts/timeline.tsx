import { ROW } from '../paint/bars';
import { type JSX, type RefObject, useLayoutEffect, useRef, useState } from '../preact';
import { beginOf } from '../report/work';
import { STEPS, windowAfter } from '../timeline/keys';
import { headHeight, paintBody, paintHead } from '../timeline/paint';
import { type Place, nextTrouble, placeOf, spanAt, stepFrom } from '../timeline/steps';
import { type TimeWindow, seeing, showing } from '../timeline/time-window';
import { type TimelineModel, workAt } from '../timeline/timeline-model';
import { PrintedTimeline } from './printed-timeline';
import { SpanDetails } from './span-details';
import { SpanOptions } from './span-options';
import { Tooltip, type Hovered } from './tooltip';
import { useGestures } from './use-gestures';
import { usePrinting } from './use-printing';
import { useRepaint } from './use-theme';
import { type TimelineLayout, useTimelineLayout } from './use-timeline-layout';

/** What a timeline is given. */
export interface TimelineProps {
  readonly model: TimelineModel;
  /** All that share the time scale. */
  readonly models: readonly TimelineModel[];
  readonly window: TimeWindow;
  readonly whole: TimeWindow;
  readonly onWindow: (window: TimeWindow) => void;
}

/** Who ran when: painted on canvases, with a list of spans laid over it for keys and for those who hear the page. */
export function Timeline(props: TimelineProps): JSX.Element {
  const { model, models, window } = props;
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const layout = useTimelineLayout(root, models, model, window);
  const [place, setPlace] = usePlace(model);
  const [isChosen, setChosen] = useState(false);
  const [hovered, setHovered] = useState<Hovered>();
  const isPrinting = usePrinting();
  useGestures(root, { ...props, gutter: layout.gutter, length: layout.scale.columns });
  const [head, body] = usePainting(props, layout, scroller);
  const chosen = model.rows.length === 0 ? undefined : spanAt(place, model.rows);
  const choose = (to: Place): void => {
    setPlace(to);
    setChosen(true);
    reveal(to, props, scroller.current!);
  };
  return (
    <div class="timeline" ref={root}>
      <canvas class="head" ref={head} aria-hidden="true" style={{ height: headHeight(model) }} />
      <div
        class="rows"
        ref={scroller}
        style={{ height: layout.height }}
        onPointerMove={(event) => setHovered(hoveredAt(event, model, layout, scroller.current!))}
        onPointerLeave={() => setHovered(undefined)}
        onClick={() => hovered !== undefined && choose(hovered.place)}
        onDblClick={() => hovered !== undefined && zoomTo(hovered.place, props)}
        onKeyDown={(event) => onKey(event, place, choose, props)}
      >
        <canvas class="body" ref={body} aria-hidden="true" style={{ height: layout.height }} />
        <div
          class="sheet"
          style={{ height: model.rows.length * ROW, marginTop: -layout.height }}
          role="listbox"
          aria-label={`Spans of ${model.entry.title} ${model.entry.variant}`}
        >
          {chosen !== undefined && layout.width > 0 && (
            <SpanOptions
              model={model}
              place={place}
              xOf={layout.xOf}
              takesFocus={isChosen}
              onFocus={(to) => !isSame(to, place) && choose(to)}
            />
          )}
        </div>
      </div>
      {isPrinting && <PrintedTimeline model={model} window={window} gutter={layout.gutter} />}
      {model.rows.length === 0 && <p class="nothing">Nothing was recorded.</p>}
      <Tooltip hovered={hovered} model={model} />
      {isChosen && chosen !== undefined && (
        <SpanDetails work={chosen} name={model.names.get(chosen)!} onClose={() => setChosen(false)} />
      )}
    </div>
  );
}

/** The place keys go on from; when rows become others, it stays with its span. */
function usePlace(model: TimelineModel): readonly [Place, (place: Place) => void] {
  const [at, setAt] = useState<{ readonly model: TimelineModel; readonly place: Place }>();
  if (at?.model === model) return [at.place, (place) => setAt({ model, place })];
  const span = at?.model.entry === model.entry ? spanAt(at.place, at.model.rows) : undefined;
  const place = (span === undefined ? undefined : placeOf(span, model.rows)) ?? { row: 0, span: 0 };
  return [place, (to) => setAt({ model, place: to })];
}

function usePainting(
  { model, window }: TimelineProps,
  { width, height, gutter }: TimelineLayout,
  scroller: RefObject<HTMLElement | null>,
): readonly [RefObject<HTMLCanvasElement | null>, RefObject<HTMLCanvasElement | null>] {
  const [head, body] = [useRef<HTMLCanvasElement>(null), useRef<HTMLCanvasElement>(null)];
  const repaint = useRepaint();
  useLayoutEffect(() => {
    if (width === 0) return undefined;
    const rows = scroller.current!;
    const paintRows = (): void =>
      paintBody(body.current!, model, window, { width, height, gutter, scrolled: rows.scrollTop });
    paintHead(head.current!, model, window, { width, gutter });
    paintRows();
    rows.addEventListener('scroll', paintRows);
    return () => rows.removeEventListener('scroll', paintRows);
  }, [model, window, width, height, gutter, repaint]);
  return [head, body];
}

function hoveredAt(
  event: PointerEvent,
  model: TimelineModel,
  { scale, gutter }: TimelineLayout,
  scroller: HTMLElement,
): Hovered | undefined {
  const box = scroller.getBoundingClientRect();
  const row = Math.floor((event.clientY - box.top + scroller.scrollTop) / ROW);
  if (model.rows[row] === undefined) return undefined;
  const perPixel = (scale.until - scale.from) / scale.columns;
  const x = event.clientX - box.left;
  const isOnLabel = x < gutter && model.rows[row].spans.length === 1;
  const at = scale.from + (x - gutter) * perPixel;
  const span = isOnLabel ? 0 : workAt(model.rows[row], at, 5 * perPixel);
  return span === undefined ? undefined : { place: { row, span }, x: event.clientX, y: event.clientY };
}

/** Moves time and rows just as far as it takes to see a span. */
function reveal(place: Place, { model, window, whole, onWindow }: TimelineProps, scroller: HTMLElement): void {
  const begin = beginOf(spanAt(place, model.rows));
  const end = spanAt(place, model.rows).endedAt;
  if (end < window.from || begin > window.until) onWindow(seeing(window, begin, whole));
  const top = place.row * ROW;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  const bottom = top + ROW - scroller.clientHeight;
  if (bottom > scroller.scrollTop) scroller.scrollTop = bottom;
}

function zoomTo(place: Place, { model, whole, onWindow }: TimelineProps): void {
  const work = spanAt(place, model.rows);
  onWindow(showing(work.queuedAt, work.endedAt, whole));
}

function onKey(event: KeyboardEvent, place: Place, choose: (place: Place) => void, props: TimelineProps): void {
  const { model, window, whole, onWindow } = props;
  if (event.ctrlKey || event.metaKey || event.altKey || model.rows.length === 0) return;
  const next = windowAfter(event, window, beginOf(spanAt(place, model.rows)), whole);
  const step = event.shiftKey ? undefined : STEPS[event.key];
  if (next !== undefined) onWindow(next);
  else if (step !== undefined) choose(stepFrom(place, step, model.rows));
  else if (event.key === 'Enter') zoomTo(place, props);
  else if (event.key === 'f') choose(nextTrouble(place, model.rows) ?? place);
  else return;
  event.preventDefault();
}

function isSame(one: Place, other: Place): boolean {
  return one.row === other.row && one.span === other.span;
}
