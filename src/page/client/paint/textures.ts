import type { Segment } from '../../../trace/segments';
import type { Palette } from './palette';

/** What a bar is filled with. */
export type Fill = string | CanvasPattern;
export type Fills = Readonly<Record<Segment, Fill>>;

const TILE = 8;

/** The lines of a tile, each from one point to another. Who cannot tell the colours apart tells these. */
const STROKES: Readonly<Partial<Record<Segment, readonly (readonly [number, number, number, number])[]>>> = {
  'starting up': [
    [-2, 6, 6, -2],
    [2, 10, 10, 2],
  ],
  loading: [
    [2, 0, 2, 8],
    [6, 0, 6, 8],
  ],
  'looking up': [
    [0, 2, 2, 2],
    [4, 6, 6, 6],
  ],
  connecting: [
    [-2, 6, 6, -2],
    [2, 10, 10, 2],
  ],
  securing: [
    [2, -2, 10, 6],
    [-2, 2, 6, 10],
  ],
  sending: [
    [2, 0, 2, 8],
    [6, 0, 6, 8],
  ],
  receiving: [[0, 4, 8, 4]],
};

const made = new WeakMap<Palette, Map<number, Fills>>();

/** Fills for bars: each phase of a request has a texture as well as a colour. Made once for each palette and screen. */
export function fillsFor(context: CanvasRenderingContext2D, palette: Palette, ratio: number): Fills {
  const known = made.get(palette) ?? new Map<number, Fills>();
  if (!known.has(ratio)) known.set(ratio, makeFills(context, palette, ratio));
  made.set(palette, known);
  return known.get(ratio)!;
}

function makeFills(context: CanvasRenderingContext2D, palette: Palette, ratio: number): Fills {
  const fill = (segment: Segment): Fill => patternFor(segment, context, palette, ratio) ?? palette.segments[segment];
  return {
    queued: palette.segments.queued,
    'starting up': fill('starting up'),
    loading: fill('loading'),
    running: palette.segments.running,
    waiting: palette.segments.waiting,
    'looking up': fill('looking up'),
    connecting: fill('connecting'),
    securing: fill('securing'),
    sending: fill('sending'),
    receiving: fill('receiving'),
  };
}

function patternFor(
  segment: Segment,
  context: CanvasRenderingContext2D,
  palette: Palette,
  ratio: number,
): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = tile.height = TILE * ratio;
  const paint = tile.getContext('2d')!;
  paint.scale(ratio, ratio);
  paint.fillStyle = palette.segments[segment];
  paint.fillRect(0, 0, TILE, TILE);
  paint.strokeStyle = palette.paper;
  paint.lineWidth = 1.5;
  paint.globalAlpha = 0.75;
  for (const [x1, y1, x2, y2] of STROKES[segment] ?? []) {
    paint.beginPath();
    paint.moveTo(x1, y1);
    paint.lineTo(x2, y2);
    paint.stroke();
  }
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern;
}
