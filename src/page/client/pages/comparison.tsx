import type { JSX } from '../preact';
import type { RunEntry } from '../report/report';
import { VERDICTS } from '../report/verdict';
import { measuresOf } from './measures';

interface Props {
  readonly entry: RunEntry;
  readonly rivals: readonly RunEntry[];
  readonly beside: RunEntry | undefined;
  readonly onBeside: (key: string | undefined) => void;
}

/** Which run to see beside this one, and how their numbers differ. */
export function Comparison({ entry, rivals, beside, onBeside }: Props): JSX.Element | null {
  if (rivals.length === 0) return null;
  return (
    <section class="comparison">
      <h2 class="unseen">Side by side</h2>
      <label>
        <span>Side by side with</span>
        <select
          value={beside?.key ?? ''}
          onChange={({ currentTarget }) => onBeside(currentTarget.value === '' ? undefined : currentTarget.value)}
        >
          <option value="">no other run</option>
          {rivals.map((rival) => (
            <option key={rival.key} value={rival.key}>
              {VERDICTS[rival.verdict].mark} {nameOf(rival)}
            </option>
          ))}
        </select>
      </label>
      {beside === undefined ? (
        <button type="button" onClick={() => onBeside(rivals[0]!.key)}>
          Compare with {nameOf(rivals[0]!)}
        </button>
      ) : (
        <Numbers entries={[entry, beside]} />
      )}
    </section>
  );
}

function nameOf({ title, variant }: RunEntry): string {
  return variant === '' ? title : variant;
}

function Numbers({ entries: [one, other] }: { readonly entries: readonly [RunEntry, RunEntry] }): JSX.Element {
  const theirs = measuresOf(other);
  return (
    <table>
      <caption>Both runs in numbers</caption>
      <thead>
        <tr>
          <th scope="col">Measure</th>
          {[one, other].map((entry) => (
            <th scope="col" key={entry.key}>
              {VERDICTS[entry.verdict].mark} <bdi>{nameOf(entry)}</bdi>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {measuresOf(one).map(([name, value, more], i) => {
          const [, otherValue, otherMore] = theirs[i]!;
          const differs = value !== otherValue || more !== otherMore;
          return (
            <tr key={name} class={differs ? 'differs' : undefined}>
              <th scope="row">
                {name} {differs && <span class="faint">differs</span>}
              </th>
              <Cell value={value} more={more} />
              <Cell value={otherValue} more={otherMore} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Cell({ value, more }: { readonly value: string; readonly more: string }): JSX.Element {
  return (
    <td>
      {value} <span class="faint">{more}</span>
    </td>
  );
}
