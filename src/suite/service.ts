import type { Ms } from '../time/duration';
import type { Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import { type Machine, slowDown } from './slow-down';

/** For how long so many files ran at a time. */
interface Busy {
  readonly from: Ms;
  readonly until: Ms;
  readonly count: number;
}

/**
 * How long what happened between two instants would have taken with a core for everybody, in milliseconds.
 *
 * All files that run at a time are slowed down alike, so one counter serves all: what each of them has got by an instant.
 */
export function serviceIn(trace: Trace, machine: Machine): (from: Ms, until: Ms) => Ms {
  const instants: Ms[] = [];
  const services: Ms[] = [];
  let service = 0;
  for (const { from, until, count } of busyTimes(trace)) {
    instants.push(from);
    services.push(service);
    service += (until - from) / slowDown(Math.max(1, count), machine);
    instants.push(until);
    services.push(service);
  }
  const at = (instant: Ms): Ms => valueAt(instants, services, instant);
  return (from, until) => at(until) - at(from);
}

/**
 * The part of their time in which files computed, if all that they used of processors is known.
 *
 * Files that share a core wait for it, which is no waiting of their own: so the part is that of the time they would have
 * taken with a core each.
 *
 * @returns from 0 to 1.
 */
export function computingPart(trace: Trace, place: Omit<Machine, 'computing'>, cpuMs: Ms): number {
  const busy = busyTimes(trace).filter(({ count }) => count > 0);
  const used = (computing: number): Ms =>
    busy.reduce((sum, { from, until, count }) => {
      return sum + (computing * count * (until - from)) / slowDown(count, { ...place, computing });
    }, 0);
  if (used(1) <= cpuMs) return 1;
  let [low, high] = [0, 1];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (used(middle) < cpuMs) low = middle;
    else high = middle;
  }
  return high;
}

/** Stretches of time in which the number of those running did not change, in their order. */
function busyTimes({ spans }: Trace): readonly Busy[] {
  const changes = spans.flatMap(({ startedAt, endedAt }: Span) => [
    { at: startedAt, by: 1 },
    { at: endedAt, by: -1 },
  ]);
  changes.sort((a, b) => a.at - b.at);
  const found: Busy[] = [];
  let count = 0;
  for (const [i, { at, by }] of changes.entries()) {
    count += by;
    const until = changes[i + 1]?.at ?? at;
    if (until > at) found.push({ from: at, until, count });
  }
  return found;
}

/** What lies between the values at the instants around, which ascend. */
function valueAt(instants: readonly Ms[], values: readonly number[], instant: Ms): number {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! <= instant) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  const [x, y] = [instants[low - 1]!, values[low - 1]!];
  if (low === instants.length) return y;
  const [x2, y2] = [instants[low]!, values[low]!];
  return x2 === x ? y2 : y + ((instant - x) / (x2 - x)) * (y2 - y);
}
