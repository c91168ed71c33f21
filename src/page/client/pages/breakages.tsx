import { type JSX, useState } from '../preact';
import { writeAddress } from '../report/address';
import { type Breakage, inShort } from '../report/summary';
import { visibleName } from '../report/visible';

const AT_FIRST = 5;

/** What broke, each in a line, with all that was said of it to open. */
export function Breakages({ broken }: { readonly broken: readonly Breakage[] }): JSX.Element {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? broken : broken.slice(0, AT_FIRST);
  return (
    <section class="card breakages">
      <h2>What broke?</h2>
      {broken.length === 0 && <p>Nothing.</p>}
      <ul>
        {shown.map((one) => (
          <Broken key={`${one.file} ${one.title}`} broken={one} />
        ))}
      </ul>
      {shown.length < broken.length && (
        <button type="button" onClick={() => setAll(true)}>
          Show all {broken.length}
        </button>
      )}
    </section>
  );
}

function Broken({ broken }: { readonly broken: Breakage }): JSX.Element {
  const { title, file, message, entry } = broken;
  const matcher = entry?.run.failures[0]?.matcher;
  return (
    <li>
      <h3>
        <span class="verdict failed" aria-hidden="true">
          ✗
        </span>{' '}
        {entry === undefined ? (
          <bdi>{visibleName(title)}</bdi>
        ) : (
          <a href={writeAddress({ view: 'run', run: entry.key })}>
            <bdi>{visibleName(title)}</bdi>
          </a>
        )}
      </h3>
      <p class="said">{inShort({ message, ...(matcher !== undefined && { matcher }) })}</p>
      <details>
        <summary>
          Whole message <span class="faint">{visibleName(file)}</span>
        </summary>
        <pre tabIndex={0} role="region" aria-label={`Message of ${visibleName(title)}`}>
          {message}
        </pre>
      </details>
    </li>
  );
}
