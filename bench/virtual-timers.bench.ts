import { withGlobal } from '@sinonjs/fake-timers';
import { simulate } from 'jest-lanes';
import pLimit from 'p-limit';
import { mergeMap, range, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { Bench, Turn } from './contest';

const TASKS = 100_000;
const AT_ONCE = 4;

/** From 1 to 10 ms, so that tasks overtake each other. */
const delayOf = (task: number): number => 1 + (task % 10);
const LONG_ENOUGH_MS = TASKS * 10;
const NEXT_ASYNC = { mode: 'nextAsync' } as const;

const sleep = (ms: number): Promise<void> => new Promise((wake) => void setTimeout(wake, ms));

function sleepers(): Promise<unknown> {
  const limit = pLimit(AT_ONCE);
  return Promise.all(Array.from({ length: TASKS }, (_, task) => limit(() => sleep(delayOf(task)))));
}

type FakeClock = ReturnType<ReturnType<typeof withGlobal>['install']>;

function withFakeTimers(drive: (clock: FakeClock) => unknown): Turn {
  return async () => {
    const clock = withGlobal(globalThis).install();
    const done = sleepers();
    await drive(clock);
    await done;
    clock.uninstall();
  };
}

async function withJest(): Promise<Turn> {
  const { jest } = await import('@jest/globals');
  return async () => {
    jest.useFakeTimers();
    const done = sleepers();
    await jest.advanceTimersByTimeAsync(LONG_ENOUGH_MS);
    await done;
    jest.useRealTimers();
  };
}

function withMarbles(): void {
  const scheduler = new TestScheduler(() => undefined);
  scheduler.run(() => {
    range(0, TASKS)
      .pipe(mergeMap((task) => timer(delayOf(task)), AT_ONCE))
      .subscribe();
  });
}

/** A binary heap of instants, and callbacks without promises: as fast as virtual time can be. */
function withBareHeap(): void {
  const heap: { due: number }[] = [];
  let begun = 0;
  const push = (entry: { due: number }): void => {
    let at = heap.length;
    heap.push(entry);
    for (let up = (at - 1) >> 1; at > 0 && heap[up]!.due > entry.due; at = up, up = (at - 1) >> 1) heap[at] = heap[up]!;
    heap[at] = entry;
  };
  const pop = (): { due: number } => {
    const top = heap[0]!;
    const last = heap.pop()!;
    let at = 0;
    for (let down = 1; down < heap.length; at = down, down = 2 * at + 1) {
      if (down + 1 < heap.length && heap[down + 1]!.due < heap[down]!.due) down++;
      if (heap[down]!.due >= last.due) break;
      heap[at] = heap[down]!;
    }
    if (heap.length > 0) heap[at] = last;
    return top;
  };
  const begin = (now: number): void => {
    if (begun < TASKS) push({ due: now + delayOf(begun++) });
  };
  for (let lane = 0; lane < AT_ONCE; lane++) begin(0);
  while (heap.length > 0) begin(pop().due);
}

export const benches: Bench[] = [
  {
    title: `Virtual timers a second: ${TASKS} sleeping tasks, p-limit 3 at ${AT_ONCE}`,
    places: ['jest'],
    reference: 'jest.advanceTimersByTimeAsync',
    size: TASKS,
    shows: 'rate',
    aim: 'jest-lanes at least 0.75 of jest.advanceTimersByTimeAsync on Node 20 and 22, at least 1.0 on Node 24',
    contests: [
      {
        name: 'timers',
        contestants: [
          { name: 'jest-lanes', prepare: () => () => simulate(sleepers) },
          { name: 'jest.advanceTimersByTimeAsync', prepare: withJest },
          { name: 'fake-timers tickAsync', prepare: () => withFakeTimers((clock) => clock.tickAsync(LONG_ENOUGH_MS)) },
          {
            name: 'fake-timers nextAsync mode',
            prepare: () => withFakeTimers((clock) => clock.setTickMode(NEXT_ASYNC)),
          },
          { name: 'RxJS TestScheduler', prepare: () => withMarbles },
          { name: 'a bare binary heap', prepare: () => withBareHeap },
        ],
      },
    ],
  },
];
