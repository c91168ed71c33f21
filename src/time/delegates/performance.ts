import { performance } from 'node:perf_hooks';
import { inForce } from '../current-clock';
import { natives } from '../natives';
import { type Patch, patch } from './patch';

const NS_PER_MS = 1_000_000;

function now(): number {
  return inForce.virtual?.read() ?? natives.now();
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
  return [patch(performance, 'now', now), patch(process, 'hrtime', Object.assign(hrtime, { bigint: hrtimeBigint }))];
}
