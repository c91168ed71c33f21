import type { JSX } from '../preact';
import type { RunEntry } from '../report/report';
import { inShort } from '../report/summary';
import { visible } from '../report/visible';

/** What went wrong in a run: each failed assertion, and the error of the body. */
export function Failures({ entry: { run, verdict } }: { readonly entry: RunEntry }): JSX.Element | null {
  const messages = [
    ...run.failures.map(({ matcher, message }) => ({ matcher, message })),
    // A body that failed by an assertion failed with its message.
    ...(run.error === undefined || run.failures.some(({ message }) => run.error!.includes(message))
      ? []
      : [{ message: run.error }]),
  ];
  if (messages.length === 0) return null;
  return (
    <section class={`failures ${verdict === 'failed' ? '' : 'meant'}`}>
      <h2>{verdict === 'as meant' ? 'What failed, as it was meant to' : 'What broke'}</h2>
      {messages.map((one, i) => (
        <details key={i} open={i === 0 && verdict === 'failed'}>
          <summary>{inShort(one)}</summary>
          <pre tabIndex={0} role="region" aria-label={`Message ${i + 1}`}>
            {visible(one.message)}
          </pre>
        </details>
      ))}
    </section>
  );
}
