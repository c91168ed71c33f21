import { type JSX, useEffect, useMemo, useState } from '../preact';
import type { Address } from '../report/address';
import { visibleName } from '../report/visible';
import type { RowsBy } from '../timeline/rows';
import { type TimeWindow, around, showing } from '../timeline/time-window';
import type { TimelineModel } from '../timeline/timeline-model';
import { Legend } from './legend';
import { Timeline } from './timeline';
import { Toolbar } from './toolbar';
import { VerdictMark } from './verdict-mark';

interface Props {
  /** One, or two that share a time scale. */
  readonly models: readonly TimelineModel[];
  /** Where the page was asked to be, and where it is. */
  readonly address: Address;
  readonly here: Address;
  readonly onRows: (by: RowsBy) => void;
  readonly onNote: (address: Address) => void;
}

/** A timeline, or two with one time scale, and what one can do with them. */
export function Timelines({ models, address, here, onRows, onNote }: Props): JSX.Element {
  const whole = useMemo(() => models.map((model) => model.whole).reduce(around), [models]);
  const [chosen, setWindow] = useState<TimeWindow | undefined>(() => asked(address));
  const window = chosen === undefined ? whole : clipped(chosen, whole);
  useEffect(
    () => onNote({ ...here, ...(chosen !== undefined && window) }),
    [here.rows, here.with, window.from, window.until],
  );
  const onWindow = (next: TimeWindow): void =>
    setWindow(next.from <= whole.from && next.until >= whole.until ? undefined : next);
  const marked = models.flatMap((model) => model.marked);
  return (
    <section class="timelines">
      <h2>Timeline</h2>
      <Toolbar window={window} whole={whole} by={models[0]!.by} onWindow={onWindow} onRows={onRows}>
        {marked.length > 0 && (
          <button type="button" onClick={() => onWindow(showing(marked[0]!.from, marked[0]!.until, whole))}>
            Zoom to where it failed
          </button>
        )}
      </Toolbar>
      {models.map((model) => (
        <div key={model.entry.key}>
          {models.length > 1 && <Name model={model} />}
          <LeftOut model={model} />
          <Timeline model={model} models={models} window={window} whole={whole} onWindow={onWindow} />
        </div>
      ))}
      <Legend models={models} />
      <Keys />
    </section>
  );
}

function asked({ from, until }: Address): TimeWindow | undefined {
  return from === undefined || until === undefined ? undefined : { from, until };
}

/** An address may ask for more than there is. */
function clipped(window: TimeWindow, whole: TimeWindow): TimeWindow {
  const [from, until] = [Math.max(window.from, whole.from), Math.min(window.until, whole.until)];
  return from < until ? { from, until } : whole;
}

function Name({ model: { entry } }: { readonly model: TimelineModel }): JSX.Element {
  return (
    <h3>
      <VerdictMark verdict={entry.verdict} />
      <bdi>{entry.variant === '' ? visibleName(entry.title) : entry.variant}</bdi>
    </h3>
  );
}

function LeftOut({ model: { entry } }: { readonly model: TimelineModel }): JSX.Element | null {
  const count = entry.run.spansLeftOut;
  return count === 0 ? null : (
    <p class="notices">{count} spans were left out for want of room; the numbers above count them.</p>
  );
}

function Keys(): JSX.Element {
  return (
    <details class="keys">
      <summary>Keys and mouse</summary>
      <p>
        Tab leads into the timeline, arrows from span to span, <kbd>Home</kbd> and <kbd>End</kbd> to the first and last,{' '}
        <kbd>f</kbd> to the next that did not end well. <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> zoom, <kbd>Shift</kbd>{' '}
        with arrows pans, <kbd>Enter</kbd> shows the span large. The wheel zooms with <kbd>Ctrl</kbd>, pans with{' '}
        <kbd>Shift</kbd>; dragging pans, a double click shows a span large.
      </p>
    </details>
  );
}
