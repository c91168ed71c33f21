import { fileName } from '../../../handover/place';
import { formatMs } from '../../../time/format-ms';
import { ColumnHeads } from '../parts/column-heads';
import { Plot } from '../parts/plot';
import type { JSX } from '../preact';
import type { SweepEntry } from '../report/report';
import { visibleName } from '../report/visible';

/** How time and speed-up depend on the size of a pool. */
export function SweepsPage({ sweeps }: { readonly sweeps: readonly SweepEntry[] }): JSX.Element {
  return (
    <article class="sweeps">
      <h1 tabIndex={-1}>Pool sizes</h1>
      {sweeps.length === 0 && (
        <p>
          No sweep was recorded. <code>sweepPoolSizes(sizes, body)</code> makes one: it runs the same work on pools of
          several sizes.
        </p>
      )}
      {sweeps.map((entry) => (
        <SweepSection key={entry.key} entry={entry} />
      ))}
    </article>
  );
}

function SweepSection({ entry: { sweep, title } }: { readonly entry: SweepEntry }): JSX.Element {
  const { rows, levelsOffAt, advice } = sweep;
  const sizes = rows.map(({ size }) => size);
  const level = levelsOffAt === undefined ? 'does not level off' : `levels off at ${levelsOffAt}`;
  return (
    <section class="card">
      <h2>
        <bdi>{title}</bdi>
      </h2>
      <p class="faint">
        <bdi>{visibleName(fileName(sweep))}</bdi>
      </p>
      <p class="advice">
        <strong>It {level}.</strong> <bdi>{visibleName(advice)}</bdi>
      </p>
      <div class="plots">
        <Plot
          title={`Time against pool size, ${level}`}
          unit="ms"
          along="pool size"
          sizes={sizes}
          values={rows.map(({ elapsedMs }) => elapsedMs)}
          levelsOffAt={levelsOffAt}
        />
        <Plot
          title={`Speed-up against pool size, ${level}`}
          unit="×"
          along="pool size"
          sizes={sizes}
          values={rows.map(({ speedUp }) => speedUp)}
          levelsOffAt={levelsOffAt}
          withIdeal
        />
      </div>
      <SweepTable entry={{ sweep, title }} />
    </section>
  );
}

function SweepTable({ entry: { sweep } }: { readonly entry: Pick<SweepEntry, 'sweep' | 'title'> }): JSX.Element {
  return (
    <div class="scroll">
      <table>
        <caption class="unseen">The sweep in numbers</caption>
        <ColumnHeads names={['Size', 'Time', 'Speed-up', 'Efficiency', 'Longest task on the way']} />
        <tbody>
          {sweep.rows.map(({ size, elapsedMs, speedUp, efficiency, longest }) => (
            <tr key={size} class={size === sweep.levelsOffAt ? 'marked' : undefined}>
              <th scope="row">
                {size} {size === sweep.levelsOffAt && <span class="faint">← levels off</span>}
              </th>
              <td>{formatMs(elapsedMs)}</td>
              <td>× {speedUp.toFixed(2)}</td>
              <td>{Math.round(efficiency * 100)} %</td>
              <td>
                {longest !== undefined && (
                  <bdi>
                    {visibleName(longest.label)}, {formatMs(longest.tookMs)}
                  </bdi>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
