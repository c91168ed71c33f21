import { nap } from './nap.js';

/** Takes as many milliseconds as the side is long. */
export async function slowSquare(side) {
  await nap(side);
  return side ** 2;
}
