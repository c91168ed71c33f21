import type { RunEntry } from './report';
import type { Verdict } from './verdict';

/** What the list is narrowed to; an empty text is no matter. */
export interface Filter {
  readonly search: string;
  readonly verdict: Verdict | '';
  readonly clock: 'virtual' | 'real' | '';
  readonly scenario: string;
  readonly pool: string;
  readonly project: string;
  readonly file: string;
  /** Whether the second runs of scenarios' determinism checks are listed too. */
  readonly repeats: boolean;
}

export const NO_FILTER: Filter = {
  ...{ search: '', verdict: '', clock: '', scenario: '', pool: '', project: '', file: '' },
  repeats: false,
};

/** The runs that pass: every word of the search in its title, variant, file or the name of one of its spans or failures. */
export function filtered(runs: readonly RunEntry[], filter: Filter): readonly RunEntry[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter((entry) => passes(entry, filter) && words.every((word) => speaksOf(entry, word)));
}

function passes({ run, verdict, pools }: RunEntry, filter: Filter): boolean {
  return (
    isAny(filter.verdict, verdict) &&
    isAny(filter.clock, run.clock) &&
    isAny(filter.scenario, run.scenario?.name) &&
    isAny(filter.project, run.project) &&
    isAny(filter.file, run.file) &&
    (filter.pool === '' || pools.includes(filter.pool)) &&
    (filter.repeats || run.scenario?.part !== 'repeat')
  );
}

function isAny(wanted: string, is: string | undefined): boolean {
  return wanted === '' || wanted === is;
}

function speaksOf({ run, title, variant }: RunEntry, word: string): boolean {
  const has = (text: string): boolean => text.toLowerCase().includes(word);
  return (
    [title, variant, run.project ?? '', run.file, run.test, run.error ?? ''].some(has) ||
    run.failures.some(({ message, matcher }) => has(matcher) || has(message)) ||
    run.spans.some(({ label, source }) => has(label) || has(source.name))
  );
}

/** What there is to choose from, each in the order of names. */
export function choices(
  runs: readonly RunEntry[],
): Record<'scenario' | 'pool' | 'project' | 'file', readonly string[]> {
  const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();
  return {
    scenario: sorted(runs.flatMap(({ run }) => (run.scenario === undefined ? [] : [run.scenario.name]))),
    pool: sorted(runs.flatMap(({ pools }) => pools)),
    project: sorted(runs.flatMap(({ run }) => (run.project === undefined ? [] : [run.project]))),
    file: sorted(runs.map(({ run }) => run.file)),
  };
}
