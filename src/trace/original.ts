/** Under this symbol an observed function keeps the function it stands for: a worker is sent that one. */
export const ORIGINAL = Symbol.for('jest-lanes.observed');

/** The function that an observed one stands for, however often it is observed; any other function as it is. */
export function originalOf<F extends object>(fn: F): F {
  const original = (fn as { [ORIGINAL]?: F })[ORIGINAL];
  return original === undefined ? fn : originalOf(original);
}
