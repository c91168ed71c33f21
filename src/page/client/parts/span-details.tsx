import { formatMs } from '../../../time/format-ms';
import { hasStarted } from '../../../trace/has-started';
import { ENDED } from '../../../trace/segments';
import type { SpanRecord } from '../../../handover/records';
import type { JSX } from '../preact';
import { visible, visibleName } from '../report/visible';
import { type Work, tookMs } from '../report/work';
import { Phases } from './phases';

/** All that is known of a span. */
export function SpanDetails(props: {
  readonly work: Work;
  readonly name: string;
  readonly onClose: () => void;
}): JSX.Element {
  const { work, name, onClose } = props;
  return (
    <section class="details" aria-label="Details of the span">
      <header>
        <h4>
          <bdi>{name}</bdi>
        </h4>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </header>
      <div class="columns">
        <dl>
          {factsOf(work).map(([term, fact]) => fact !== undefined && <Fact key={term} term={term} fact={fact} />)}
        </dl>
        <Phases work={work} />
      </div>
      {hasStarted(work) && <Printed work={work} />}
    </section>
  );
}

function Fact({ term, fact }: { readonly term: string; readonly fact: string }): JSX.Element {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        <bdi>{fact}</bdi>
      </dd>
    </>
  );
}

function factsOf(work: Work): readonly (readonly [string, string | undefined])[] {
  const shared = [
    ['Outcome', ENDED[work.outcome]],
    ['Source', `${visibleName(work.source.name)} (${work.source.kind})`],
  ] as const;
  if (!hasStarted(work)) return [...shared, ['Queued', formatMs(work.queuedAt)], ['Gave up', formatMs(work.endedAt)]];
  const { startedAt, endedAt, queuedAt, lane, input, result, error } = work;
  return [
    ...shared,
    ['Took', `${formatMs(tookMs(work))}, from ${formatMs(startedAt)} to ${formatMs(endedAt)}`],
    ['Queued', queuedAt < startedAt ? `at ${formatMs(queuedAt)}, for ${formatMs(startedAt - queuedAt)}` : undefined],
    ['Lane', String(lane)],
    ['Input', shown(input)],
    ['Result', shown(result)],
    ['Error', shown(error)],
    ['Request', requestOf(work)],
    ['Worker', workerOf(work)],
  ];
}

function shown(text: string | undefined): string | undefined {
  return text === undefined ? undefined : visible(text);
}

function requestOf({ request }: SpanRecord): string | undefined {
  if (request === undefined) return undefined;
  const status = request.status === undefined ? '' : ` → ${request.status}`;
  return visibleName(`${request.method} ${request.path}${status}`);
}

function workerOf({ worker }: SpanRecord): string | undefined {
  if (worker === undefined) return undefined;
  return `process ${worker.pid}${worker.threadId === undefined ? '' : `, thread ${worker.threadId}`}`;
}

function Printed({ work: { output = [] } }: { readonly work: SpanRecord }): JSX.Element | null {
  if (output.length === 0) return null;
  return (
    <>
      <h5>Printed</h5>
      <pre>{output.map(({ at, stream, text }) => `${formatMs(at)} ${stream}: ${visible(text)}`).join('\n')}</pre>
    </>
  );
}
