import type { JSX } from '../preact';
import type { Report } from '../report/report';

/** The run of Jest itself: its files as tasks, its workers as lanes. */
export function SuitePage({ report }: { readonly report: Report }): JSX.Element {
  return (
    <article class="suite">
      <h1 tabIndex={-1}>The suite</h1>
      <p>{report.data.files.length} files.</p>
    </article>
  );
}
