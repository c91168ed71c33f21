import { Scale } from '../../../timeline/scale';
import type { TimeWindow } from '../timeline/time-window';
import { type Palette, currentPalette } from './palette';
import { type Fills, fillsFor } from './textures';

export const FONT = '12px ui-sans-serif, system-ui, sans-serif';

/** A canvas to paint a piece of time on. Lengths in CSS pixels. */
export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly fills: Fills;
  /** From the left edge of the canvas to where time begins. */
  readonly gutter: number;
  readonly width: number;
  readonly height: number;
  readonly scale: Scale;
}

interface Size {
  readonly width: number;
  readonly height: number;
  readonly gutter: number;
  readonly endRoom?: number;
}

/** Makes a canvas as large as it is to be, sharp on any screen, and empty. */
export function brushOf(canvas: HTMLCanvasElement, { endRoom = END_ROOM, ...size }: Size, window: TimeWindow): Brush {
  const ratio = globalThis.devicePixelRatio;
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  // To set them empties the canvas and allocates it anew, which is dear.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.style.width = `${size.width}px`;
  canvas.style.height = `${size.height}px`;
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  context.font = FONT;
  context.textBaseline = 'middle';
  const palette = currentPalette();
  const scale = new Scale(window.from, window.until, Math.max(size.width - size.gutter - endRoom, 1));
  return { context, palette, fills: fillsFor(context, palette, ratio), ...size, scale };
}

/** How far the mark of an end at the very beginning reaches to the left. */
const MARK = 6;

/** What is left free at the right, for the marks and lengths of those that end last. */
export const END_ROOM = 60;

/** Where an instant is on the canvas. */
export function xOf({ gutter, scale }: Pick<Brush, 'gutter' | 'scale'>, at: number): number {
  return gutter + scale.placeOf(at);
}

/** Does something where only what is right of the gutter shows. */
export function beyondGutter({ context, gutter, width, height }: Brush, paint: () => void): void {
  context.save();
  context.beginPath();
  context.rect(gutter - MARK, 0, width - gutter + MARK, height);
  context.clip();
  paint();
  context.restore();
}
