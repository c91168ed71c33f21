import { natives } from './natives';

/** What `performance.now` lacks to Node's monotonic clock, which all processes of a machine share. */
const LACKING_MS = Number(natives.hrtimeBigint()) / 1e6 - natives.now();

/** Milliseconds on a real clock that reads the same in every process of this machine. */
export function machineNow(): number {
  return natives.now() + LACKING_MS;
}
