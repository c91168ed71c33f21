import type { Ms } from './duration';
import type { EventQueue } from './event-queue';
import { natives } from './natives';
import type { VirtualTimer } from './virtual-timer';

/** The part of a virtual clock that its late timers need. */
export interface LateHost {
  readonly queue: EventQueue<VirtualTimer>;
  nextOrder(): number;
  isHeld(): boolean;
  fire(timer: VirtualTimer): void;
}

/** Late timers that fire back to back. */
interface Round {
  /** The instant by which they were due. */
  readonly until: Ms;
  /** A native immediate for each. */
  immediates: NodeJS.Immediate[];
  left: number;
}

/**
 * The timers that fell due while the loop was blocked, which fire late.
 *
 * Node looks at its timers once in each round of the loop: after the immediates that follow what blocked it, and before
 * the bytes that arrived meanwhile, unless a timer's callback did. It then fires all that are late with nothing but
 * ticks and promises between them. A native immediate for each does the same.
 */
export class LateTimers {
  #until: Ms = -Infinity;
  /** How many of them stand in the line, not yet asked for. */
  #count = 0;
  #round: Round | undefined;

  constructor(private readonly host: LateHost) {}

  /** The loop was blocked from one instant to another. */
  blocked(since: Ms, until: Ms): void {
    this.#until = until;
    this.#count = lineUp(this.host, since, until);
    this.ask();
  }

  /**
   * Asks for the next late timer and those that follow it, unless real work holds: that would have gone on meanwhile.
   *
   * @returns whether late timers are about to fire.
   */
  ask(): boolean {
    if (this.#round !== undefined) return true;
    if (this.host.isHeld() || !isLate(this.host.queue.peek(), this.#until)) return false;
    // An interval that was late when it was armed again stands in no line: one of its kind in a round.
    this.#round = { until: this.#until, immediates: [], left: Math.max(1, this.#count) };
    this.#count = 0;
    this.#queueUp(this.#round);
    return true;
  }

  /** One of the user's immediates was set: if this round has not begun, it comes after that one. */
  giveWay(): void {
    const round = this.#round;
    if (round === undefined || round.left < round.immediates.length) return;
    round.immediates.forEach(natives.clearImmediate);
    this.#queueUp(round);
  }

  #queueUp(round: Round): void {
    round.immediates = Array.from({ length: round.left }, () => natives.setImmediate(() => this.#fireNext(round)));
  }

  #fireNext(round: Round): void {
    round.left -= 1;
    const next = this.host.queue.peek();
    if (isLate(next, round.until)) this.host.fire(next);
    if (round.left > 0) return;
    this.#round = undefined;
    this.ask();
  }
}

/** What a pool, a server or a sleep asked for is no timer of the user's: it keeps to one event at a time. */
function isTimer({ kind }: VirtualTimer): boolean {
  return kind === 'timeout' || kind === 'interval';
}

function isLate(timer: VirtualTimer | undefined, until: Ms): timer is VirtualTimer {
  return timer !== undefined && timer.due <= until && isTimer(timer);
}

/**
 * Lines up what fell due in the order in which Node fires late timers.
 *
 * Node keeps a list of timers for each delay. It goes to the list whose first timer was due first, fires all in it that
 * are due by now, and only then goes to the next list: a timer of 40 ms due at 70 overtakes one of 60 ms due at 60 if
 * another of 40 ms was due before both. What was late already keeps its place.
 *
 * @returns how many stand in the line.
 */
function lineUp({ queue, nextOrder }: LateHost, since: Ms, until: Ms): number {
  const late = queue.takeUntil(until);
  const lists = new Map<unknown, VirtualTimer[]>();
  for (const timer of late) {
    const key = timer.due > since && isTimer(timer) ? timer.delay : timer;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [timer]);
    else list.push(timer);
  }
  for (const list of lists.values()) {
    const due = list[0]!.due;
    for (const timer of list) queue.push(Object.assign(timer, { due, order: nextOrder() }));
  }
  return late.length;
}
