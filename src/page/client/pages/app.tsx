import { useAddress } from '../parts/use-address';
import { useMedia } from '../parts/use-media';
import { type JSX, useEffect, useRef, useState } from '../preact';
import type { Address } from '../report/address';
import { NO_FILTER } from '../report/filter';
import type { Report } from '../report/report';
import type { SuiteData } from '../../page-data';
import { Masthead } from './masthead';
import { RunList } from './run-list';
import { RunPage } from './run-page';
import { SuitePage } from './suite-page';
import { SummaryPage } from './summary-page';
import { SweepsPage } from './sweeps-page';

interface PageProps {
  readonly report: Report;
  readonly suite: SuiteData;
  readonly address: Address;
}

export function App({ report, suite }: Pick<PageProps, 'report' | 'suite'>): JSX.Element {
  const address = useAddress();
  const [filter, setFilter] = useState(NO_FILTER);
  const main = useRef<HTMLElement>(null);
  const before = useRef(address);
  useEffect(() => {
    // Who follows a link goes on reading where it led to.
    if (before.current !== address) main.current?.querySelector('h1')?.focus();
    before.current = address;
  }, [address]);
  // Tab goes where the eye goes: from left to right, or from above to below.
  const isNarrow = useMedia('(max-width: 60rem)');
  const list = <RunList key="list" report={report} filter={filter} onFilter={setFilter} current={address.run} />;
  const content = (
    <main key="content" ref={main} id="main" tabIndex={-1}>
      <Page report={report} suite={suite} address={address} />
    </main>
  );
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => skip(event, main.current)}>
        Skip to the content
      </a>
      <Masthead report={report} address={address} />
      <div class="frame">{isNarrow ? [content, list] : [list, content]}</div>
    </>
  );
}

/** The part behind the `#` says where in the report one is, so this link must not change it. */
function skip(event: Event, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
}

function Page({ report, suite, address }: PageProps): JSX.Element {
  if (address.view === 'sweeps') return <SweepsPage sweeps={report.sweeps} />;
  if (address.view === 'suite') return <SuitePage report={report} suite={suite} />;
  if (address.view === 'summary') return <SummaryPage report={report} />;
  const entry = report.runs.find(({ key }) => key === address.run);
  if (entry === undefined) return <NoSuchRun name={address.run} />;
  return <RunPage key={entry.key} report={report} entry={entry} address={address} />;
}

function NoSuchRun({ name = '' }: { readonly name: string | undefined }): JSX.Element {
  return (
    <>
      <h1 tabIndex={-1}>No such run</h1>
      <p>
        This report has no run <bdi>{name}</bdi>. <a href="#">Back to the summary</a>
      </p>
    </>
  );
}
