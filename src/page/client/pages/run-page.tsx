import { fileName } from '../../../handover/place';
import { formatMs } from '../../../time/format-ms';
import { SpanTable } from '../parts/span-table';
import { Timelines } from '../parts/timelines';
import { noteAddress } from '../parts/use-address';
import { VerdictMark } from '../parts/verdict-mark';
import { type JSX, useEffect, useMemo, useState } from '../preact';
import type { Address } from '../report/address';
import type { Report, RunEntry } from '../report/report';
import { rivalsOf } from '../report/rivals';
import { VERDICTS } from '../report/verdict';
import { visibleName } from '../report/visible';
import type { RowsBy } from '../timeline/rows';
import { modelOf } from '../timeline/timeline-model';
import { Comparison } from './comparison';
import { Failures } from './failures';
import { Holds, Measures } from './measures';

interface Props {
  readonly report: Report;
  readonly entry: RunEntry;
  readonly address: Address;
}

/** One run, by itself or beside another one. */
export function RunPage({ report, entry, address }: Props): JSX.Element {
  const [rows, setRows] = useState<RowsBy>(address.rows ?? 'tasks');
  const [other, setOther] = useState(address.with);
  useEffect(() => setOther(address.with), [address.with]);
  const rivals = useMemo(() => rivalsOf(entry, report.runs), [entry, report]);
  const beside = rivals.find(({ key }) => key === other);
  const entries = useMemo(() => [entry, ...(beside === undefined ? [] : [beside])], [entry, beside]);
  const models = useMemo(() => entries.map((one) => modelOf(one, rows)), [entries, rows]);
  const here: Address = { view: 'run', run: entry.key, rows, ...(beside !== undefined && { with: beside.key }) };
  useEffect(() => {
    document.title = `${entry.title} – jest-lanes report`;
  }, [entry]);
  return (
    <article class="run">
      <Heading entry={entry} />
      <Measures entry={entry} />
      <Failures entry={entry} />
      <Comparison entry={entry} rivals={rivals} beside={beside} onBeside={setOther} />
      <Timelines models={models} address={address} here={here} onRows={setRows} onNote={noteAddress} />
      <Holds entry={entry} />
      {entries.map((one, i) => (
        <SpanTable key={one.key} model={models[i]!} />
      ))}
    </article>
  );
}

function Heading({ entry: { run, title, variant, verdict } }: { readonly entry: RunEntry }): JSX.Element {
  const facts = [
    VERDICTS[verdict].words,
    `${run.clock} clock`,
    ...(run.seed === undefined ? [] : [`seed ${run.seed}`]),
    ...(run.clock === 'virtual' ? [`${formatMs(run.elapsedMs)} simulated in ${formatMs(Math.round(run.realMs))}`] : []),
  ];
  return (
    <header class="heading">
      <h1 tabIndex={-1}>
        <VerdictMark verdict={verdict} />
        <bdi>{title}</bdi> {variant !== '' && <small>{variant}</small>}
      </h1>
      <p class="faint">
        {facts.join(' · ')} · <bdi>{visibleName(fileName(run))}</bdi>
      </p>
    </header>
  );
}
