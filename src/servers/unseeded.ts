import { randomInForce } from '../time/delegates/random';

/**
 * Does work without touching the draws of the code under test: nock numbers its requests with `Math.random`, once or
 * twice each, and what a task draws must not depend on the client it asks with.
 */
export function unseeded<T>(work: () => T): T {
  const { draw } = randomInForce;
  randomInForce.draw = undefined;
  try {
    return work();
  } finally {
    randomInForce.draw = draw;
  }
}
