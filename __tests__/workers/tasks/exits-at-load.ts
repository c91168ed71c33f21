/** A module that no worker survives. */
if (process.env['JEST_LANES_LANE'] !== undefined) process.exit(3);

export const neverCalled = (): string => 'called';
