import type { Ms } from './duration';
import type { EventQueue } from './event-queue';
import type { VirtualTimer } from './virtual-timer';

/** The stretch in which the loop was blocked. */
export interface Blocked {
  readonly since: Ms;
  readonly until: Ms;
}

/**
 * Lines the timers that fell due while the loop was blocked up in the order in which Node fires them late.
 *
 * Node keeps a list of timers for each delay. It goes to the list whose first timer was due first, fires all in it that
 * are due by now, and only then goes to the next list: a timer of 40 ms due at 70 overtakes one of 60 ms due at 60 if
 * another of 40 ms was due before both. What was late already keeps its place, and so does what is no timer of the
 * user's.
 */
export function lineUpLate(queue: EventQueue<VirtualTimer>, { since, until }: Blocked, nextOrder: () => number): void {
  const lists = new Map<unknown, VirtualTimer[]>();
  for (const timer of queue.takeUntil(until)) {
    const isInList = timer.due > since && (timer.kind === 'timeout' || timer.kind === 'interval');
    const key = isInList ? timer.delay : timer;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [timer]);
    else list.push(timer);
  }
  for (const list of lists.values()) {
    const due = list[0]!.due;
    for (const timer of list) queue.push(Object.assign(timer, { due, order: nextOrder() }));
  }
}
