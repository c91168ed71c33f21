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

const cuts = new Map<string, string>();

/** A text that fits, shortened in its middle if it must be: names often differ at their end. */
export function fitting(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (widthOf(context, text) <= room) return text;
  const key = `${Math.floor(room)} ${text}`;
  const known = cuts.get(key);
  if (known !== undefined) return known;
  if (cuts.size > 50_000) cuts.clear();
  const letters = Array.from(text);
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(cut(letters, middle)).width <= room) low = middle;
    else high = middle - 1;
  }
  const short = low === 0 ? '' : cut(letters, low);
  cuts.set(key, short);
  return short;
}

function cut(letters: readonly string[], length: number): string {
  const tail = Math.floor(length / 2);
  return `${letters.slice(0, length - tail).join('')}…${letters.slice(letters.length - tail).join('')}`;
}
