/** A module that no worker survives; the test itself, where Jest's globals are, does. */
if (!('expect' in globalThis)) process.exit(3);

export const neverCalled = (): string => 'called';
