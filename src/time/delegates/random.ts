import { shared } from '../../realm';

/** Where `Math.random` draws from during a simulation; undefined leaves it random. */
export const randomInForce = shared('random-in-force', () => ({ draw: undefined as (() => number) | undefined }));

/** `Math.random`. */
export function random(native: () => number): () => number {
  return () => (randomInForce.draw ?? native)();
}
