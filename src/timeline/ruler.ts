import { formatMs } from '../time/duration';
import type { Axis } from './axis';

const APART = 10;

/** The line above a drawing: where it begins, where it ends, round values between, and the unit once. */
export function ruler({ scale, instant }: Axis): string {
  const inSteps = instant !== undefined;
  const inSeconds = !inSteps && scale.until >= 10_000;
  const number = inSteps ? String : numbersFor(scale.until - scale.from, inSeconds);
  const steps = scale.until === 1 ? 'step' : 'steps';
  const units = inSteps ? [`${steps}, all at ${formatMs(instant)}`, steps] : [inSeconds ? 's' : 'ms'];

  const line = Array<string>(scale.columns).fill(' ');
  const write = (text: string, column: number) => line.splice(column, text.length, ...text.split(''));
  const lasts = [...units.map((unit) => `${number(scale.until)} ${unit}`), number(scale.until)];
  const first = number(scale.from);
  // In a narrow drawing the end is more telling than the beginning.
  const last = lasts.find((text) => first.length + 1 + text.length <= scale.columns) ?? lasts.at(-1)!;
  if (first.length + 1 + last.length <= scale.columns) write(first, 0);
  write(last, Math.max(0, scale.columns - last.length));
  for (const tick of scale.ticks(APART, inSteps ? 1 : 0)) {
    const [text, column] = [number(tick), scale.columnOf(tick)];
    const around = line.slice(Math.max(column - 2, 0), column + text.length + 2);
    if (column + text.length + 2 < scale.columns && around.every((cell) => cell === ' ')) write(text, column);
  }
  return line.join('');
}

// No more digits than tell the columns apart.
function numbersFor(range: number, inSeconds: boolean): (ms: number) => string {
  const [shown, unit] = inSeconds ? [range / 1000, 1000] : [range, 1];
  const digits = Math.min(Math.max(3 - Math.floor(Math.log10(shown)), 0), 3);
  return (ms) => String(Number((ms / unit).toFixed(digits)));
}
