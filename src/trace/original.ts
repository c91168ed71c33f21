/** Under this symbol an observed function keeps the function it stands for: a worker is sent that one. */
export const ORIGINAL = Symbol.for('jest-lanes.observed');
