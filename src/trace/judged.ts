import { UsageError } from '../errors';
import { namesOf, quoted } from './source';
import type { Queued, Source } from './span';
import type { Trace } from './trace';

/** Under this symbol whatever a matcher can judge gives the spans to judge. */
export const JUDGED = Symbol.for('jest-lanes.judged');

/** Something a matcher can judge: a run, a trace, a slow server. */
export interface Judged {
  /** @throws UsageError if it holds the work of several sources, of which one must be chosen. */
  [JUDGED](): Trace;
}

/** Whether a matcher can judge this value. */
export function isJudged(value: unknown): value is Judged {
  return typeof (value as Partial<Judged> | null | undefined)?.[JUDGED] === 'function';
}

/** The work of a trace that did not begin inside another of its spans: requests made by a task count with the task. */
export function topLevelWork({ spans, neverStarted }: Pick<Trace, 'spans' | 'neverStarted'>): Top {
  const ids = new Set<number | undefined>(spans.map((span) => span.id));
  const isTop = ({ parent }: Queued): boolean => !ids.has(parent);
  return { spans: spans.filter(isTop), neverStarted: neverStarted.filter(isTop) };
}

type Top = Pick<Trace, 'spans' | 'neverStarted'>;

/**
 * The top-level work of a trace.
 *
 * @throws UsageError if it comes from several sources; what each did side by side with the others says little.
 */
export function topLevel(trace: Trace): Top {
  const top = topLevelWork(trace);
  const sources = [...new Set([...top.spans, ...top.neverStarted].map((work) => work.source))];
  if (sources.length > 1) throw new UsageError(chooseOne(sources));
  return top;
}

function chooseOne(sources: readonly Source[]): string {
  const byName = new Map(sources.map(({ name }) => [name, sources.filter((source) => source.name === name)]));
  const choices = [...byName].map(([name, [first, ...more]]) => {
    const itself = ITSELF[first!.kind];
    if (more.length === 0) return `run.only(${quoted(name)})`;
    return `run.only(${itself}), where \`${itself}\` is one of the ${more.length + 1} that are called ${quoted(name)}`;
  });
  const two = byName.size < sources.length ? 'run.only(one), run.only(other)' : choices.slice(0, 2).join(', ');
  const together = sources.every((source) => source.kind === 'server')
    ? 'or give the servers as an array, to judge as one.'
    : `or judge several as one, in an array: expect([${two}])`;
  return [
    `Expected one source of work to judge, got ${sources.length}: ${namesOf(sources)}.`,
    'Choose one:',
    ...choices.map((choice) => `  ${choice}`),
    together,
  ].join('\n');
}

/** What a source that shares its name is to be given as, since its name means all of that name. */
const ITSELF: Readonly<Record<Source['kind'], string>> = { pool: 'pool', server: 'server', function: 'fn' };
