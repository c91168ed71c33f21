/** A module that never comes to the end of its loading. */
export const neverCalled = (): void => undefined;

for (;;);
