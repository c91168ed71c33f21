import { formatMs } from '../../../time/format-ms';
import { VerdictMark } from '../parts/verdict-mark';
import { type JSX, useMemo } from '../preact';
import { writeAddress } from '../report/address';
import { type Filter, NO_FILTER, filtered } from '../report/filter';
import type { Report, RunEntry } from '../report/report';
import { Filters } from './filters';

interface Props {
  readonly report: Report;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  /** The key of the run that is shown. */
  readonly current: string | undefined;
}

/** The runs, and what to narrow them to. */
export function RunList({ report, filter, onFilter, current }: Props): JSX.Element {
  const runs = useMemo(() => filtered(report.runs, filter), [report, filter]);
  const isNarrowed = filter !== NO_FILTER;
  return (
    <aside aria-label="Runs" class="run-list">
      <Filters runs={report.runs} filter={filter} onFilter={onFilter} />
      <p class="count">
        <output aria-live="polite">
          {runs.length} of {report.runs.length} {report.runs.length === 1 ? 'run' : 'runs'}
        </output>
        {isNarrowed && (
          <button type="button" onClick={() => onFilter(NO_FILTER)}>
            Show all
          </button>
        )}
      </p>
      <ul>
        {runs.map((entry) => (
          <RunItem key={entry.key} entry={entry} isCurrent={entry.key === current} />
        ))}
      </ul>
      {runs.length === 0 && <p class="nothing">{report.runs.length === 0 ? 'No run was recorded.' : 'None fits.'}</p>}
    </aside>
  );
}

function RunItem({ entry, isCurrent }: { readonly entry: RunEntry; readonly isCurrent: boolean }): JSX.Element {
  const { key, run, title, variant, verdict } = entry;
  return (
    <li>
      <a href={writeAddress({ view: 'run', run: key })} aria-current={isCurrent ? 'page' : undefined}>
        <VerdictMark verdict={verdict} />
        <span class="title">
          <bdi>{title}</bdi>
        </span>
        {variant !== '' && (
          <span class="variant">
            <bdi>{variant}</bdi>
          </span>
        )}
        <span class="facts">
          peak {run.measures.peak} · {formatMs(run.elapsedMs)} {run.clock}
        </span>
      </a>
    </li>
  );
}
