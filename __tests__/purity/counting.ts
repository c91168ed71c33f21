/** A module with state that can be seen from outside, and functions that change it or leave it alone. */
export const calls = { count: 0 };
export let last = 0;

export function counting(n: number): number {
  calls.count += 1;
  last = n;
  return 2 * n;
}

export function double(n: number): number {
  return 2 * n;
}

let hidden = 0;
export const numbered = (n: number): number => n + hidden++;
