import { formatMs } from '../../../time/format-ms';
import type { ComponentChildren, JSX } from '../preact';
import { about } from '../report/about';
import { writeAddress } from '../report/address';
import type { Report, RunEntry } from '../report/report';
import { atPeak, breakages, busiest, countTests, slowest } from '../report/summary';
import { namesOf } from '../timeline/rows';
import { visibleName } from '../report/visible';
import { Breakages } from './breakages';

/** The first screen: what broke, what was the peak, and who was slow. */
export function SummaryPage({ report }: { readonly report: Report }): JSX.Element {
  const broken = breakages(report);
  const counts = countTests(report);
  return (
    <article class="summary">
      <h1 tabIndex={-1} class={broken.length > 0 ? 'bad' : 'good'}>
        {headline(broken.length, counts.failed, counts.passed)}
      </h1>
      <p class="lead">{leadOf(report)}</p>
      <Notices report={report} />
      <Breakages broken={broken} />
      <div class="cards">
        <Busiest report={report} />
        <Slowest report={report} />
      </div>
    </article>
  );
}

function headline(broken: number, failed: number, passed: number): string {
  if (failed > 0) return `${failed} of ${failed + passed} tests failed`;
  if (broken > 0) return `${broken} ${broken === 1 ? 'file' : 'files'} could not run`;
  if (passed === 0) return 'No test ran';
  return passed === 1 ? 'The one test passed' : `All ${passed} tests passed`;
}

function leadOf({ data, runs }: Report): string {
  const simulated = runs.filter(({ run }) => run.clock === 'virtual');
  const sum = (of: (entry: RunEntry) => number): string => about(Math.round(simulated.reduce((s, e) => s + of(e), 0)));
  const virtual = sum(({ run }) => run.elapsedMs);
  const real = sum(({ run }) => run.realMs);
  const files = `${data.files.length} ${data.files.length === 1 ? 'file' : 'files'}`;
  const told = simulated.length === 0 ? '' : ` ${virtual} were simulated in ${real} of real time.`;
  return `${files}, ${runs.length} ${runs.length === 1 ? 'run' : 'runs'} recorded.${told}`;
}

function Notices({ report: { data } }: { readonly report: Report }): JSX.Element | null {
  const notices = [
    ...(data.session.interrupted ? ['The tests were stopped before their end; this is what was known by then.'] : []),
    ...data.leftOut.map((what) => `Left out for want of room: ${visibleName(what)}`),
  ];
  if (notices.length === 0) return null;
  return (
    <ul class="notices">
      {notices.map((notice) => (
        <li key={notice}>{notice}</li>
      ))}
    </ul>
  );
}

function Busiest({ report }: { readonly report: Report }): JSX.Element {
  const [first, ...rest] = busiest(report, 5);
  return (
    <Card title="What was the peak?" entries={rest} textOf={({ run }) => `${run.measures.peak}`}>
      {first === undefined ? (
        <p>Nothing ran.</p>
      ) : (
        <p>
          <strong class="big">{first.run.measures.peak}</strong> in flight
          {first.run.measures.peakAt !== undefined && ` at ${formatMs(first.run.measures.peakAt)}`}, in{' '}
          <RunLink entry={first} />
          <Who entry={first} />
        </p>
      )}
    </Card>
  );
}

const NAMED = 5;

function Who({ entry }: { readonly entry: RunEntry }): JSX.Element | null {
  const spans = atPeak(entry);
  if (spans.length === 0) return null;
  const names = [...namesOf(spans).values()];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return (
    <span class="who">
      : <bdi>{names.slice(0, NAMED).join(', ')}</bdi>
      {more}
    </span>
  );
}

function Slowest({ report }: { readonly report: Report }): JSX.Element {
  const [first, ...rest] = slowest(report, 5);
  const took = ({ run }: RunEntry): string => formatMs(run.measures.slowest!.tookMs);
  const label = ({ run }: RunEntry): string => visibleName(run.measures.slowest!.label);
  return (
    <Card title="Who was slow?" entries={rest} textOf={(entry) => `${took(entry)}, ${label(entry)}`}>
      {first === undefined ? (
        <p>Nothing took time.</p>
      ) : (
        <p>
          <strong class="big">{took(first)}</strong> for <bdi>{label(first)}</bdi>, in <RunLink entry={first} />
        </p>
      )}
    </Card>
  );
}

function Card(props: {
  readonly title: string;
  readonly entries: readonly RunEntry[];
  readonly textOf: (entry: RunEntry) => string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { title, entries, textOf, children } = props;
  return (
    <section class="card">
      <h2>{title}</h2>
      {children}
      {entries.length > 0 && (
        <ul>
          {entries.map((entry) => (
            <li key={entry.key}>
              <span class="number">{textOf(entry)}</span> <RunLink entry={entry} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function RunLink({ entry: { key, title, variant } }: { readonly entry: RunEntry }): JSX.Element {
  return (
    <a href={writeAddress({ view: 'run', run: key })}>
      <bdi>
        {title}
        {variant !== '' && `, ${variant}`}
      </bdi>
    </a>
  );
}
