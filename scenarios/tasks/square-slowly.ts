import { sleep, square } from './tutorial';

/** A square that takes a millisecond. */
export async function squareSlowly(n: number): Promise<number> {
  await sleep(1);
  return square(n);
}
