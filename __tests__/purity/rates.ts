/** A module with state that nobody sees from outside, and functions that depend on it or do not. */
let rate = 1;
export const setRate = (to: number): void => void (rate = to);
export const convert = (n: number): number => n * rate;
export const convertLater = async (n: number): Promise<number> => Promise.resolve(n * rate);

/** What this export holds may be exchanged. */
export let current = (n: number): number => n + 1;
export const exchange = (to: typeof current): void => void (current = to);

const GROUP = Symbol('group');
const half = (n: number) => n / 2;
export const described = (n: number) => ({ n, group: GROUP, then: [half] });

export const counted = (n: number): number => n + (require('./counting') as { calls: { count: number } }).calls.count;

let inFlight = 0;
export async function crowded(n: number): Promise<number> {
  inFlight += 1;
  await new Promise((resolve) => setTimeout(resolve, 10));
  return n + --inFlight;
}

export const greeter = (): (() => string) => () => 'hello';
