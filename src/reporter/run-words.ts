import type { RunRecord, SweepRecord } from '../handover/records';
import { type Ms, formatMs } from '../time/duration';
import { longHold } from './telling-runs';

/** What there is to say of a run, the most telling first. */
export function runWords(run: RunRecord): readonly string[] {
  const { peak, speedUp, slowest, spans } = run.measures;
  const hold = longHold(run);
  return [
    ...(spans === 0 ? ['nothing ran'] : [`${peak} at once`]),
    timesOf(run),
    ...(peak > 1 && speedUp !== undefined ? [`speed-up ${toTenths(speedUp)}`] : []),
    ...(peak > 1 && slowest !== undefined ? [`slowest ${slowest.label} (${formatMs(round(slowest.tookMs))})`] : []),
    ...(hold === undefined ? [] : [`held for ${formatMs(round(hold.realMs))} by ${hold.name}`]),
  ];
}

/** How long a run took, on its clock and in reality. */
export function timesOf({ clock, elapsedMs, realMs }: RunRecord): string {
  const real = formatMs(round(realMs));
  return clock === 'real' ? real : `${formatMs(elapsedMs)} simulated in ${real}`;
}

/** What there is to say of a sweep. */
export function sweepWords({ rows, levelsOffAt }: SweepRecord): string {
  const times = rows.map(({ size, elapsedMs }) => `${size}: ${formatMs(round(elapsedMs))}`).join(', ');
  const end = levelsOffAt === undefined ? 'still falling' : `levels off at ${levelsOffAt}`;
  return `${end} (${times})`;
}

/** So many of something. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function toTenths(ratio: number): string {
  return String(Number(ratio.toFixed(1)));
}

/** Real times are never the same twice, so fractions say nothing. */
function round(ms: Ms): Ms {
  return Math.round(ms);
}
