import { inForce } from '../current-clock';

/** What `Date.now()` says when a simulation begins: 2000-01-01T00:00:00.000Z, as in Go's synctest. */
export const BASE_INSTANT_MS: number = Date.UTC(2000, 0, 1);

/** `Date.now`. */
export function dateNow(native: () => number): () => number {
  return () => {
    const clock = inForce.virtual;
    return clock === undefined ? native() : Math.trunc(BASE_INSTANT_MS + clock.read());
  };
}
