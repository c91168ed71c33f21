import { performance } from 'node:perf_hooks';
import { inForce } from '../current-clock';
import { natives } from '../natives';
import { type Patch, patch } from './patch';

const NS_PER_MS = 1_000_000;

interface Ticking {
  now(): number;
}

function delegatingNow(clock: Ticking): () => number {
  const native = clock.now.bind(clock);
  return function now() {
    return inForce.virtual?.read() ?? native();
  };
}

function hrtimeBigint(): bigint {
  const clock = inForce.virtual;
  return clock === undefined ? natives.hrtimeBigint() : BigInt(Math.round(clock.read() * NS_PER_MS));
}

function hrtime(since?: [number, number]): [number, number] {
  const clock = inForce.virtual;
  // Node words the error for what is no pair.
  if (clock === undefined || (since !== undefined && !Array.isArray(since))) return natives.hrtime(since);
  const ns = Math.round(clock.read() * NS_PER_MS) - (since === undefined ? 0 : since[0] * 1e9 + since[1]);
  return [Math.floor(ns / 1e9), ((ns % 1e9) + 1e9) % 1e9];
}

/** `performance.now` and `process.hrtime`, which move together with `Date`. */
export function performancePatches(): Patch[] {
  // A browser-like realm has a `performance` of its own, which counts from its own beginning.
  const clocks = [...new Set<Ticking>([performance, globalThis.performance])];
  return [
    ...clocks.map((clock) => patch(clock, 'now', delegatingNow(clock))),
    patch(process, 'hrtime', Object.assign(hrtime, { bigint: hrtimeBigint })),
  ];
}
