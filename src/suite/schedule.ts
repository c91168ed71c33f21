import type { Ms } from '../time/duration';
import { type Machine, slowDown } from './slow-down';

/**
 * How long it takes until all files have run, if the next one is taken whenever a worker is free: list scheduling.
 *
 * All workers start at once, also those for which there is no file: Jest forks as many as it is told. Whoever is busy, with
 * its start or with a file, is slowed down alike.
 *
 * R. L. Graham, "Bounds on multiprocessing timing anomalies", SIAM Journal on Applied Mathematics 17 (1969).
 *
 * @param own - what each file takes with a core of its own, in the order in which they are handed out.
 * @param workers - how many, from 1 up.
 * @param startMs - what each worker needs before its first file, with a core of its own.
 * @returns the end of each file, from the beginning, in milliseconds.
 */
export function endsOf(own: readonly Ms[], workers: number, startMs: Ms, machine: Machine): readonly Ms[] {
  const slowness = Array.from({ length: workers + 1 }, (_, busy) => slowDown(Math.max(1, busy), machine));
  const ends: Ms[] = own.map(() => 0);
  const busy = new Earliest();
  for (let worker = 0; worker < workers; worker++) {
    busy.push({ file: worker < own.length ? worker : undefined, service: startMs + (own[worker] ?? 0) });
  }
  // All that are busy have always got the same service since they began, so one counter of it is all there is to keep.
  let [now, service, next] = [0, 0, workers];
  for (let one = busy.pop(); one !== undefined; one = busy.pop()) {
    now += (one.service - service) * slowness[busy.size + 1]!;
    service = one.service;
    if (one.file !== undefined) ends[one.file] = now;
    if (next >= own.length) continue;
    busy.push({ file: next, service: service + own[next]! });
    next += 1;
  }
  return ends;
}

/** A worker that is busy, and the service at which it will be free. */
interface Job {
  readonly file: number | undefined;
  readonly service: Ms;
}

/** Those that are busy, of which the one that is free first comes first. There are few, so they are kept in order. */
class Earliest {
  readonly #jobs: Job[] = [];

  get size(): number {
    return this.#jobs.length;
  }

  push(job: Job): void {
    let place = this.#jobs.length;
    while (place > 0 && this.#jobs[place - 1]!.service <= job.service) place--;
    this.#jobs.splice(place, 0, job);
  }

  pop(): Job | undefined {
    return this.#jobs.pop();
  }
}
