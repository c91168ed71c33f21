import { MARKS } from './row';

const WIDEST = 80;

/**
 * What the marks mean that occur in a drawing.
 *
 * @param cells - the drawing without its labels and ruler.
 * @param caret - what `^` means in it.
 * @returns lines of at most 80 columns.
 */
export function legend(cells: string, caret: string): string[] {
  const entries = Object.entries({ ...MARKS, '+': 'more than 9', '^': caret }).filter(([mark]) => cells.includes(mark));
  const lines: string[] = [];
  for (const [mark, meaning] of entries) {
    const entry = `  ${mark} ${meaning}`;
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + entry.length > WIDEST) lines.push(entry);
    else lines[lines.length - 1] = `${line} ${entry}`;
  }
  return lines;
}
