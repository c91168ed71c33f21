import { nap } from './nap';

/** Takes as many milliseconds as the side is long. */
export default async function slowSquare(side) {
  await nap(side);
  return side ** 2;
}
