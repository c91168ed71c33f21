import { nap } from './nap';

/** Takes as many milliseconds as the side is long. */
export async function slowSquare(side: number): Promise<number> {
  await nap(side);
  return side ** 2;
}
