import type { ComponentChildren, JSX } from '../preact';
import { formatMs } from '../../../time/format-ms';
import { ASIDE, CLOSER } from '../timeline/keys';
import type { RowsBy } from '../timeline/rows';
import { type TimeWindow, panned, zoomed } from '../timeline/time-window';

interface Props {
  readonly window: TimeWindow;
  readonly whole: TimeWindow;
  readonly by: RowsBy;
  readonly onWindow: (window: TimeWindow) => void;
  readonly onRows: (by: RowsBy) => void;
  /** More buttons. */
  readonly children?: ComponentChildren;
}

/** What to do with a timeline, for those who like buttons. */
export function Toolbar({ window, whole, by, onWindow, onRows, children }: Props): JSX.Element {
  const middle = (window.from + window.until) / 2;
  const aside = (window.until - window.from) * ASIDE;
  const isWhole = window.from === whole.from && window.until === whole.until;
  const actions: readonly (readonly [sign: string, name: string, next: TimeWindow, isOff: boolean])[] = [
    ['−', 'Zoom out', zoomed(window, 1 / CLOSER, middle, whole), isWhole],
    ['+', 'Zoom in', zoomed(window, CLOSER, middle, whole), false],
    ['←', 'Earlier', panned(window, -aside, whole), window.from <= whole.from],
    ['→', 'Later', panned(window, aside, whole), window.until >= whole.until],
  ];
  return (
    <div class="toolbar" role="group" aria-label="View of the timeline">
      <RowSwitch by={by} onRows={onRows} />
      <div class="buttons">
        {actions.map(([sign, name, next, isOff]) => (
          // Not `disabled`: whoever pressed it would lose the focus.
          <button key={name} type="button" title={name} aria-disabled={isOff} onClick={() => onWindow(next)}>
            <span aria-hidden="true">{sign}</span>
            <span class="unseen">{name}</span>
          </button>
        ))}
        <button type="button" aria-disabled={isWhole} onClick={() => onWindow(whole)}>
          Reset
        </button>
      </div>
      {children}
      <output class="shown" aria-live="polite">
        {isWhole
          ? `all of ${formatMs(round(whole.until))}`
          : `${formatMs(round(window.from))} to ${formatMs(round(window.until))}`}
      </output>
    </div>
  );
}

function round(ms: number): number {
  return Number(ms.toPrecision(6));
}

function RowSwitch({ by, onRows }: Pick<Props, 'by' | 'onRows'>): JSX.Element {
  return (
    <fieldset class="switch">
      <legend>Rows</legend>
      {(['tasks', 'lanes'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name="rows" checked={one === by} onChange={() => onRows(one)} />
          <span>{one}</span>
        </label>
      ))}
    </fieldset>
  );
}
