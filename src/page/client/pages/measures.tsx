import { formatMs } from '../../../time/format-ms';
import { ENDED } from '../../../trace/segments';
import { type Figure, Figures } from '../parts/figures';
import type { JSX } from '../preact';
import type { RunEntry } from '../report/report';
import type { Outcome } from '../../../trace/span';
import { visibleName } from '../report/visible';

/** The numbers of a run, with their names. */
export function measuresOf({ run }: RunEntry): readonly Figure[] {
  const { measures } = run;
  const peakAt = measures.peakAt === undefined ? '' : `first at ${formatMs(measures.peakAt)}`;
  const { slowest, speedUp } = measures;
  return [
    ['Peak', `${measures.peak}`, `in flight${peakAt === '' ? '' : `, ${peakAt}`}`],
    ['Makespan', formatMs(measures.makespanMs), 'from first start to last end'],
    ['Speed-up', speedUp === undefined ? '–' : `× ${Number(speedUp.toFixed(2))}`, 'over one after another'],
    [
      'Slowest',
      slowest === undefined ? '–' : formatMs(slowest.tookMs),
      slowest === undefined ? '' : visibleName(slowest.label),
    ],
    ['Tasks', `${measures.spans}`, outcomesOf(measures.outcomes)],
  ];
}

function outcomesOf(outcomes: Readonly<Partial<Record<Outcome, number>>>): string {
  return (Object.entries(outcomes) as [Outcome, number][]).map(([one, count]) => `${count} ${ENDED[one]}`).join(', ');
}

/** What a run came to, at a glance. */
export function Measures({ entry }: { readonly entry: RunEntry }): JSX.Element {
  return <Figures figures={measuresOf(entry)} />;
}

/** What kept the virtual clock from moving, in real time. */
export function Holds({ entry: { run } }: { readonly entry: RunEntry }): JSX.Element | null {
  if (run.holds.length === 0) return null;
  return (
    <section class="holds">
      <h2>What held the clock</h2>
      <ul>
        {run.holds.map(({ name, realMs }, i) => (
          <li key={i}>
            <bdi>{visibleName(name)}</bdi> <span class="number">{formatMs(Number(realMs.toPrecision(3)))}</span> of real
            time
          </li>
        ))}
      </ul>
    </section>
  );
}
