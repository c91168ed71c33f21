import type { RunEntry } from './report';

/**
 * The runs that one may want to see beside a run: of the same scenario, or of the same test. The one most worth it
 * comes first: the broken twin on the same pool beside its body, a run that failed beside one that passed.
 */
export function rivalsOf(entry: RunEntry, runs: readonly RunEntry[]): readonly RunEntry[] {
  const those = runs.filter((other) => other !== entry && isKin(entry, other));
  return those.sort((one, other) => closeness(entry, other) - closeness(entry, one));
}

function isKin({ run }: RunEntry, { run: other }: RunEntry): boolean {
  if (run.file !== other.file) return false;
  return run.scenario === undefined ? run.test === other.test : run.scenario.name === other.scenario?.name;
}

function closeness(entry: RunEntry, other: RunEntry): number {
  const isSamePool = entry.run.scenario?.pool === other.run.scenario?.pool;
  const goesOtherwise = (entry.verdict === 'passed') !== (other.verdict === 'passed');
  const isRepeat = other.run.scenario?.part === 'repeat';
  return (goesOtherwise ? 4 : 0) + (isSamePool ? 2 : 0) - (isRepeat ? 1 : 0);
}
