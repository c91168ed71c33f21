import type { Step } from './steps';
import type { TimeWindow } from './time-window';
import { panned, zoomed } from './time-window';

/** Where keys lead among spans. */
export const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

/** How many times closer one step of zooming is. */
export const CLOSER = 1.6;
/** The part of the window that one step of panning is. */
export const ASIDE = 0.25;

/**
 * What of the time to show after a key; undefined if the key has nothing to do with that.
 *
 * @param at - the instant that stays where it is.
 */
export function windowAfter(
  key: { readonly key: string; readonly shiftKey: boolean },
  window: TimeWindow,
  at: number,
  whole: TimeWindow,
): TimeWindow | undefined {
  const by = (window.until - window.from) * ASIDE;
  if (key.key === '+' || key.key === '=') return zoomed(window, CLOSER, at, whole);
  if (key.key === '-' || key.key === '_') return zoomed(window, 1 / CLOSER, at, whole);
  if (key.key === '0') return whole;
  if (key.shiftKey && key.key === 'ArrowLeft') return panned(window, -by, whole);
  if (key.shiftKey && key.key === 'ArrowRight') return panned(window, by, whole);
  return undefined;
}
