import { formatMs } from '../../../time/format-ms';
import { hasStarted } from '../../../trace/has-started';
import { ENDED, piecesOf } from '../../../trace/segments';
import { type JSX, useState } from '../preact';
import { visibleName } from '../report/visible';
import { type Work, tookMs } from '../report/work';
import type { TimelineModel } from '../timeline/timeline-model';
import { ColumnHeads } from './column-heads';

const AT_ONCE = 200;
const COLUMNS = ['Span', 'Source', 'Lane', 'Queued', 'Started', 'Ended', 'Took', 'Outcome', 'Phases'];

/** The timeline as a table: for those who read rather than look, and to copy from. */
export function SpanTable({ model }: { readonly model: TimelineModel }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const [count, setCount] = useState(AT_ONCE);
  const { works, entry } = model;
  const rest = works.length - count;
  return (
    <details class="span-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        As a table: {entry.variant === '' ? entry.title : entry.variant} ({works.length})
      </summary>
      {isOpen && (
        <div class="scroll" tabIndex={0} role="region" aria-label={`Table of spans, ${entry.variant}`}>
          <table>
            <ColumnHeads names={COLUMNS} />
            <tbody>
              {works.slice(0, count).map((work) => (
                <SpanRow key={work.id} work={work} name={model.names.get(work)!} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isOpen && rest > 0 && (
        <button type="button" onClick={() => setCount(count + AT_ONCE * 5)}>
          Show {Math.min(rest, AT_ONCE * 5)} more of {rest}
        </button>
      )}
    </details>
  );
}

function SpanRow({ work, name }: { readonly work: Work; readonly name: string }): JSX.Element {
  const phases = piecesOf(work).filter(({ segment }) => segment !== 'running');
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>
        <bdi>{visibleName(work.source.name)}</bdi>
      </td>
      <td>{hasStarted(work) ? work.lane : '–'}</td>
      <td>{formatMs(work.queuedAt)}</td>
      <td>{hasStarted(work) ? formatMs(work.startedAt) : 'never'}</td>
      <td>{formatMs(work.endedAt)}</td>
      <td>{formatMs(tookMs(work))}</td>
      <td>{ENDED[work.outcome]}</td>
      <td>{phases.map(({ segment, from, until }) => `${segment} ${formatMs(until - from)}`).join(', ')}</td>
    </tr>
  );
}
