import { type RefObject, useEffect, useRef } from '../preact';
import { type TimeWindow, panned, zoomed } from '../timeline/time-window';

/** What moving over a timeline needs to know. */
export interface Gestures {
  readonly window: TimeWindow;
  readonly whole: TimeWindow;
  /** From the left edge to where time begins, and from there to where it ends, in pixels. */
  readonly gutter: number;
  readonly length: number;
  readonly onWindow: (window: TimeWindow) => void;
}

/** Zooms by the wheel with Ctrl, Alt or ⌘ and by pinching; pans by wheeling aside, with Shift, and by dragging. */
export function useGestures(element: RefObject<HTMLElement | null>, gestures: Gestures): void {
  const latest = useRef(gestures);
  latest.current = gestures;
  useEffect(() => {
    const target = element.current!;
    const wheel = (event: WheelEvent): void => onWheel(event, latest.current, target);
    const down = (event: PointerEvent): void => onDrag(event, latest, target);
    // Preact would add it as passive, and the page would scroll or zoom as well.
    target.addEventListener('wheel', wheel, { passive: false });
    target.addEventListener('pointerdown', down);
    return () => {
      target.removeEventListener('wheel', wheel);
      target.removeEventListener('pointerdown', down);
    };
  }, []);
}

function onWheel(event: WheelEvent, { window, whole, gutter, length, onWindow }: Gestures, target: HTMLElement): void {
  const perPixel = (window.until - window.from) / length;
  if (event.ctrlKey || event.metaKey || event.altKey) {
    event.preventDefault();
    const at = window.from + (event.clientX - target.getBoundingClientRect().left - gutter) * perPixel;
    return onWindow(zoomed(window, Math.exp(-pixelsOf(event, event.deltaY) / 300), at, whole));
  }
  const aside = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
  if (Math.abs(aside) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return;
  event.preventDefault();
  onWindow(panned(window, pixelsOf(event, aside) * perPixel, whole));
}

/** Some mice count lines. */
function pixelsOf(event: WheelEvent, delta: number): number {
  return event.deltaMode === WheelEvent.DOM_DELTA_LINE ? delta * 16 : delta;
}

function onDrag(event: PointerEvent, latest: { readonly current: Gestures }, target: HTMLElement): void {
  if (event.button !== 0 || event.pointerType === 'touch') return;
  const { window, whole, length } = latest.current;
  const perPixel = (window.until - window.from) / length;
  const move = ({ clientX }: PointerEvent): void => {
    if (Math.abs(clientX - event.clientX) < 4 && !target.classList.contains('dragged')) return;
    target.classList.add('dragged');
    latest.current.onWindow(panned(window, (event.clientX - clientX) * perPixel, whole));
  };
  const end = (): void => {
    document.removeEventListener('pointermove', move);
    document.removeEventListener('pointerup', end);
    document.removeEventListener('pointercancel', end);
    target.classList.remove('dragged');
  };
  document.addEventListener('pointermove', move);
  document.addEventListener('pointerup', end);
  document.addEventListener('pointercancel', end);
}
