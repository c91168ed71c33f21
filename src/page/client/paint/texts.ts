const widths = new Map<string, number>();

/** How wide a text is in the font of the canvas, in pixels. The same names are asked for in every frame. */
export function widthOf(context: CanvasRenderingContext2D, text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  if (widths.size > 50_000) widths.clear();
  const { width } = context.measureText(text);
  widths.set(text, width);
  return width;
}

/** A text that fits, shortened in its middle if it must be: names often differ at their end. */
export function fitting(context: CanvasRenderingContext2D, text: string, room: number): string {
  const width = widthOf(context, text);
  if (width <= room) return text;
  const letters = Array.from(text);
  // By the mean width of its letters: to measure what is left would cost more than all bars, as rooms differ each frame.
  const length = Math.floor((room / width) * letters.length) - 2;
  if (length < 1) return '';
  const tail = Math.floor(length / 2);
  return `${letters.slice(0, length - tail).join('')}…${letters.slice(letters.length - tail).join('')}`;
}
