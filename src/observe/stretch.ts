import { shared } from '../realm';

/** Where a test file is: what was recorded in one test is no evidence in the next. */
export const stretch = shared('stretch', () => ({
  /** Counts the stretches of the file: odd in a test, even before the first, between two, and after the last. */
  number: 0,
  testsUnderWay: 0,
  /** What is to be put back, in the order in which it was replaced, and the stretch in which that was. */
  replaced: [] as { readonly since: number; readonly putBack: () => void }[],
}));

/** Whether what was recorded in a stretch still counts: that of a test counts in this test only. */
export function stillCounts(since: number): boolean {
  return since === stretch.number || since % 2 === 0;
}

/** A test begins. Tests that run side by side are one stretch. */
export function beginStretch(): void {
  if (stretch.testsUnderWay++ === 0) stretch.number += 1;
}

/** A test is over: methods that were observed in it are themselves again. */
export function endStretch(): void {
  if (--stretch.testsUnderWay > 0) return;
  putBack(stretch.number);
  stretch.number += 1;
}

/** Puts back, last first, what was replaced in a stretch; left out, in any. */
export function putBack(since?: number): void {
  const isMeant = (one: { readonly since: number }): boolean => since === undefined || one.since === since;
  const meant = stretch.replaced.filter(isMeant);
  stretch.replaced.splice(0, Infinity, ...stretch.replaced.filter((one) => !isMeant(one)));
  for (const one of meant.reverse()) one.putBack();
}
