/** A module that fails as it loads. */
export const neverCalled = (): void => undefined;

throw new RangeError('thrown as it loads');
