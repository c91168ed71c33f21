import type { Prediction } from '../../../suite/predict';
import type { JSX } from '../preact';
import { about } from '../report/about';

/** Predicted times by the number of workers or shards. */
export function SizeTable(props: {
  readonly along: string;
  readonly predictions: readonly Prediction[];
  readonly levelsOffAt: number | undefined;
}): JSX.Element {
  const { along, predictions, levelsOffAt } = props;
  return (
    <table>
      <caption class="unseen">Predicted time by {along}</caption>
      <thead>
        <tr>
          <th scope="col">{along}</th>
          <th scope="col">predicted time</th>
        </tr>
      </thead>
      <tbody>
        {predictions.map(({ size, wallMs }) => (
          <tr key={size} class={size === levelsOffAt ? 'marked' : undefined}>
            <th scope="row">
              {size} {size === levelsOffAt && <span class="faint">← levels off</span>}
            </th>
            <td>{about(wallMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
