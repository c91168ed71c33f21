import { about } from '../report/about';
import type { SuiteReport } from '../../../suite/suite-report';
import type { SuiteData } from '../../page-data';
import { Plot } from '../parts/plot';
import { SpanTable } from '../parts/span-table';
import { Timelines } from '../parts/timelines';
import { type JSX, useMemo, useState } from '../preact';
import type { Report, RunEntry } from '../report/report';
import { visibleName } from '../report/visible';
import type { RowsBy } from '../timeline/rows';
import { modelOf } from '../timeline/timeline-model';
import { SizeTable } from './size-table';
import { SuiteFigures } from './suite-figures';

/** The run of Jest itself: its files as tasks, its workers as lanes, and what other numbers of workers would bring. */
export function SuitePage({ report, suite }: { readonly report: Report; readonly suite: SuiteData }): JSX.Element {
  const [rows, setRows] = useState<RowsBy>('lanes');
  const entry = useMemo(() => entryOf(suite), [suite]);
  const models = useMemo(() => [modelOf(entry, rows)], [entry, rows]);
  const { files, session } = report.data;
  const workers = session.maxWorkers === 1 ? '1 worker' : `${session.maxWorkers} workers`;
  return (
    <article class="suite">
      <h1 tabIndex={-1}>The suite</h1>
      <p class="lead">
        {files.length} test {files.length === 1 ? 'file' : 'files'} on {workers}, {about(session.tookMs)} in all.
      </p>
      <SuiteFigures facts={suite.facts} />
      <Timelines
        models={models}
        address={{ view: 'suite' }}
        here={{ view: 'suite', rows }}
        onRows={setRows}
        onNote={() => undefined}
      />
      <Predictions facts={suite.facts} />
      <SpanTable model={models[0]!} />
    </article>
  );
}

function entryOf({ run }: SuiteData): RunEntry {
  return { key: 'suite', run, verdict: 'passed', title: 'test files', variant: '', pools: [] };
}

function Predictions({ facts }: { readonly facts: SuiteReport }): JSX.Element {
  const { byWorkers, byShards, workersLevelOffAt, shardsLevelOffAt } = facts;
  return (
    <section class="card">
      <h2>How long would it take?</h2>
      <p class="advice">{adviceOf(facts)}</p>
      <div class="plots">
        {(
          [
            ['workers', byWorkers, workersLevelOffAt],
            ['shards', byShards, shardsLevelOffAt],
          ] as const
        ).map(([along, predictions, levelsOffAt]) => (
          <div key={along}>
            <Plot
              title={`Predicted time against ${along}, ${level(levelsOffAt)}`}
              unit="s"
              along={along}
              sizes={predictions.map(({ size }) => size)}
              values={predictions.map(({ wallMs }) => wallMs / 1000)}
              levelsOffAt={levelsOffAt}
            />
            <SizeTable along={along} predictions={predictions} levelsOffAt={levelsOffAt} />
          </div>
        ))}
      </div>
    </section>
  );
}

function level(levelsOffAt: number | undefined): string {
  return levelsOffAt === undefined ? 'does not level off' : `levels off at ${levelsOffAt}`;
}

function adviceOf({ workersLevelOffAt, shardsLevelOffAt, slowest }: SuiteReport): string {
  const split = slowest?.split?.best;
  const gains =
    split === undefined || split.gainMs < 1
      ? []
      : [`To split ${visibleName(slowest!.path)} in ${split.parts} would gain ${about(split.gainMs)}.`];
  return [`By workers it ${level(workersLevelOffAt)}, by shards it ${level(shardsLevelOffAt)}.`, ...gains].join(' ');
}
