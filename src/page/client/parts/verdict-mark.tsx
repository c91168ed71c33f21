import type { JSX } from '../preact';
import { VERDICTS, type Verdict } from '../report/verdict';

/** How a run went, as a mark, with the words for those who hear it. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }): JSX.Element {
  const { mark, words } = VERDICTS[verdict];
  return (
    <span class={`verdict ${verdict.replace(' ', '-')}`} title={words}>
      <span aria-hidden="true">{mark}</span>
      <span class="unseen">{words}: </span>
    </span>
  );
}
