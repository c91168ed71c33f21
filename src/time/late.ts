import type { Ms } from './duration';
import type { EventQueue } from './event-queue';
import type { Holds } from './holds';
import type { Immediates } from './immediates';
import { natives } from './natives';
import type { VirtualTimer } from './virtual-timer';

/** The part of a virtual clock that its late timers need. */
export interface LateHost {
  readonly queue: EventQueue<VirtualTimer>;
  readonly immediates: Pick<Immediates, 'count' | 'areRunning' | 'interrupt'>;
  readonly holds: Pick<Holds, 'size' | 'taken'>;
  nextOrder(): number;
  fire(timer: VirtualTimer): void;
}

/** Late timers that fire back to back. */
interface Round {
  /** The instant by which they were due. */
  until: Ms;
  /** How many have still to fire. */
  left: number;
  /** A native immediate for each, and one for a look at what the last has left. */
  turns: NodeJS.Immediate[];
  /** How many immediates the user had set before the last one fired; undefined before the first. */
  immediatesBefore?: number;
  /** How many holds had been taken when the loop was blocked, or when the last one fired. */
  holdsBefore: number;
}

/**
 * The timers that fell due while the loop was blocked, which fire late.
 *
 * Node looks at its timers once in each round of the loop: after the immediates that follow what blocked it, and before
 * the bytes that arrived meanwhile, unless a timer's callback did. It then fires all that are late with nothing but
 * ticks and promises between them. A native immediate for each does the same, as long as promises and ticks are all that
 * they leave behind. One that leaves more (an immediate, real work) is an event of its own: it interrupts the event that
 * blocked the loop, whose immediates are set aside, and the next comes when all that follows it has come to rest. In
 * Node, what two late timers leave behind races.
 */
export class LateTimers {
  #until: Ms = -Infinity;
  /** How many of them stand in the line, not yet asked for. */
  #count = 0;
  #round: Round | undefined;

  constructor(private readonly host: LateHost) {}

  /** The loop was blocked from one instant to another. */
  blocked(since: Ms, until: Ms): void {
    if (this.#round !== undefined && this.#hasBegunWork(this.#round)) this.#breakOff(this.#round);
    this.#until = until;
    this.#count = lineUp(this.host, since, until);
    const round = this.#round;
    if (round === undefined) this.ask();
    else if (round.immediatesBefore === undefined) this.#joinIn(round);
  }

  /**
   * Asks for the next late timer and those that follow it, unless real work holds: what that leads to comes first.
   *
   * @returns whether late timers are about to fire.
   */
  ask(): boolean {
    if (this.#round !== undefined) return true;
    if (this.host.holds.size > 0 || !isLate(this.host.queue.peek(), this.#until)) return false;
    this.#round = { until: this.#until, left: 0, turns: [], holdsBefore: this.host.holds.taken };
    this.#joinIn(this.#round);
    return true;
  }

  /** One of the user's immediates was set: if this round has not begun, it comes after that one. */
  giveWay(): void {
    if (this.#round !== undefined && this.#round.immediatesBefore === undefined) this.#queueUp(this.#round);
  }

  /** All that stand in the line fire in a round that has not begun. */
  #joinIn(round: Round): void {
    round.until = this.#until;
    // An interval that was late again when it was armed stands in no line: one of its kind in a round.
    round.left = Math.max(1, this.#count);
    this.#count = 0;
    // Its turns may be next, once an immediate has run: none can be added then.
    if (round.turns.length === 0 || !this.host.immediates.areRunning) this.#queueUp(round);
  }

  #queueUp(round: Round): void {
    round.turns.forEach(natives.clearImmediate);
    round.turns = Array.from({ length: round.left + 1 }, () => natives.setImmediate(() => this.#fireNext(round)));
  }

  #fireNext(round: Round): void {
    round.turns.shift();
    const { immediates, queue } = this.host;
    const { immediatesBefore = Infinity } = round;
    if (this.#hasBegunWork(round) || immediates.count > immediatesBefore) return this.#breakOff(round);
    const next = queue.peek();
    if (round.left === 0 || !isLate(next, round.until)) return this.#end(round);
    round.left -= 1;
    round.immediatesBefore = immediates.count;
    round.holdsBefore = this.host.holds.taken;
    this.host.fire(next);
    if (round.turns.length > 0) return;
    immediates.interrupt(round.immediatesBefore);
    this.#queueUp(round);
  }

  /** Real work that was begun may be over by now or not: that is for the machine to say, so it must not matter. */
  #hasBegunWork({ holdsBefore }: Round): boolean {
    return this.host.holds.taken > holdsBefore;
  }

  /** The rest is asked for when all has come to rest. */
  #breakOff(round: Round): void {
    if (round.immediatesBefore !== undefined) this.host.immediates.interrupt(round.immediatesBefore);
    this.#count = Math.max(this.#count, round.left);
    this.#leave(round);
  }

  #end(round: Round): void {
    this.#leave(round);
    this.ask();
  }

  #leave({ turns }: Round): void {
    turns.forEach(natives.clearImmediate);
    this.#round = undefined;
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
