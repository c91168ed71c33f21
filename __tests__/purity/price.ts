/** What a test would mock. */
export const price = (): number => 2;
