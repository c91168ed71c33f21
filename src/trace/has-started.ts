/** Tells work that ran from work that never did. */
export function hasStarted<Work extends object>(work: Work): work is Extract<Work, { readonly startStep: number }> {
  return 'startStep' in work;
}
