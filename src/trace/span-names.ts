import type { Queued } from './span';

/** What a function without a name is called. */
export const ANONYMOUS = 'anonymous';

/**
 * What to call each piece of work where several are named together: its label; with its source in front when the work is
 * of several sources, unless the label says so itself or the source has no name; the source alone when the labels are all
 * the same then.
 */
export function spanNames(work: readonly Pick<Queued, 'label' | 'source'>[]): readonly string[] {
  const sources = new Set(work.map(({ source }) => source.name));
  if (sources.size < 2) return work.map(({ label }) => label);
  const labels = new Set(work.map(({ label }) => label));
  return work.map(({ label, source: { name } }) => {
    if (labels.size === 1) return name;
    return name === ANONYMOUS || label === name || label.startsWith(`${name} #`) ? label : `${name} ${label}`;
  });
}
