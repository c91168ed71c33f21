import type { Ms } from './duration';

/** Words a length of time for people: `350 ms`, and `12.5 s` from ten seconds on. */
export function formatMs(ms: Ms): string {
  if (ms < 10_000) return `${Number(ms.toFixed(3))} ms`;
  return `${Number((ms / 1000).toFixed(3))} s`;
}
