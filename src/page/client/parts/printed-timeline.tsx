import { ROW } from '../paint/bars';
import { type JSX, useLayoutEffect, useRef } from '../preact';
import { paintBody, paintHead } from '../timeline/paint';
import type { TimeWindow } from '../timeline/time-window';
import type { TimelineModel } from '../timeline/timeline-model';

/** Wider than a page of paper, which shows it smaller; so names have room. */
const WIDTH = 960;
/** So many rows are one picture, which no end of a page cuts through. */
const ROWS_AT_A_TIME = 20;
const MOST_ROWS = 2000;

interface Props {
  readonly model: TimelineModel;
  readonly window: TimeWindow;
  readonly gutter: number;
}

/** A timeline on paper, where nobody scrolls: all of its rows. */
export function PrintedTimeline(props: Props): JSX.Element {
  const { model, window, gutter } = props;
  const head = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => paintHead(head.current!, model, window, { width: WIDTH, gutter }));
  const count = Math.min(model.rows.length, MOST_ROWS);
  const rest = model.rows.length - count;
  return (
    <div class="printed">
      <canvas ref={head} />
      {Array.from({ length: Math.ceil(count / ROWS_AT_A_TIME) }, (_, i) => (
        <PrintedRows key={i} {...props} from={i * ROWS_AT_A_TIME} until={Math.min((i + 1) * ROWS_AT_A_TIME, count)} />
      ))}
      {rest > 0 && <p class="notices">{rest} more rows are on the page only.</p>}
    </div>
  );
}

function PrintedRows(props: Props & { readonly from: number; readonly until: number }): JSX.Element {
  const { model, window, gutter, from, until } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    paintBody(canvas.current!, model, window, {
      ...{ width: WIDTH, gutter },
      height: (until - from) * ROW,
      scrolled: from * ROW,
    });
  });
  return <canvas ref={canvas} />;
}
