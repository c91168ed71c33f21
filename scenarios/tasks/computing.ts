// From its own file: as `jest-lanes`, which a user would write, each worker would compile the whole package.
import { compute } from '../../src/time/compute';

/** Work of the processor: the answer costs 100 ms of one core. */
export async function crunch(n: number): Promise<number> {
  await compute(100);
  return n * n;
}

/** So little work that it hardly pays to hand it over: 1 ms. */
export async function nibble(n: number): Promise<number> {
  await compute(1);
  return n * n;
}
