import { nap } from '@/nap';

export interface Square {
  readonly side: number;
  readonly area: number;
}

/** Takes as many milliseconds as the side is long. */
export async function slowSquare(side: number): Promise<Square> {
  if (side < 0) throw new RangeError(`No square has a side of ${side}.`);
  await nap(side);
  return { side, area: side ** 2 };
}
