import { inForce } from '../current-clock';

const NS_PER_MS = 1_000_000;

/** `performance.now`, which moves together with `Date`. */
export function performanceNow(native: () => number): () => number {
  return () => inForce.virtual?.read() ?? native();
}

/** `process.hrtime.bigint`. */
export function hrtimeBigint(native: () => bigint): () => bigint {
  return () => {
    const clock = inForce.virtual;
    return clock === undefined ? native() : BigInt(Math.round(clock.read() * NS_PER_MS));
  };
}

type HrTime = (since?: [number, number]) => [number, number];

/** `process.hrtime`. */
export function hrtime(native: HrTime): HrTime {
  return (since) => {
    const clock = inForce.virtual;
    // Node words the error for what is no pair.
    if (clock === undefined || (since !== undefined && !Array.isArray(since))) return native(since);
    const ns = Math.round(clock.read() * NS_PER_MS) - (since === undefined ? 0 : since[0] * 1e9 + since[1]);
    return [Math.floor(ns / 1e9), ((ns % 1e9) + 1e9) % 1e9];
  };
}
