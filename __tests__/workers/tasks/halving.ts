/** Half of a number; the unlucky ones fail. */
export function half(n: number): number {
  if (n % 13 === 0) throw new RangeError(`${n} is unlucky`);
  if (n % 10 === 0) console.log(`half of ${n}`);
  return n / 2;
}

export function plain(n: number): number {
  return n + 1;
}
