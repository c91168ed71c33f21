import type { JSX } from '../preact';

/** One number to see at a glance: what it is of, itself, and what to know about it. */
export type Figure = readonly [name: string, value: string, more: string];

/** Some numbers beside each other. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }): JSX.Element {
  return (
    <dl class="measures">
      {figures.map(([name, value, more]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <strong>{value}</strong> <span class="faint">{more}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
