import { AsyncResource } from 'node:async_hooks';
import { shared } from '../realm';
import { natives } from './natives';

/** An immediate that has not run; `handle` is what the user was given. */
export interface PendingImmediate {
  /** How many were set before it. */
  readonly order: number;
  readonly handle: NodeJS.Immediate;
  readonly run: () => void;
}

/** One event that a late timer interrupted, and what it had still to do. */
interface Interrupted {
  readonly order: number;
  left: PendingImmediate[];
}

/** Takes an immediate that was set aside back; Node takes such a one for run, and would not clear it. */
const clearing = shared('set-aside', () => new WeakMap<NodeJS.Immediate, () => void>());

/**
 * The immediates of events that were interrupted: set aside until all that follows the interruption has come to rest.
 *
 * The event that was interrupted last goes on first, so no two of them are ever under way at once.
 */
export class SetAside {
  readonly #interrupted: Interrupted[] = [];

  /** Sets aside all immediates up to an order, each when its turn comes. */
  interrupt(order: number): void {
    this.#interrupted.push({ order, left: [] });
  }

  /** Called in the turn of an immediate; false if it may run. */
  takes(pending: PendingImmediate): boolean {
    const event = this.#interrupted.find(({ order }) => pending.order <= order);
    if (event === undefined) return false;
    const entry = { ...pending, run: AsyncResource.bind(pending.run) };
    event.left.push(entry);
    clearing.set(pending.handle, () => (event.left = event.left.filter((other) => other !== entry)));
    const dispose = (): void => clearImmediate(pending.handle);
    pending.handle[Symbol.dispose] = dispose;
    return true;
  }

  /** What the event that was interrupted last had still to do; undefined if none was. */
  resume(): readonly PendingImmediate[] | undefined {
    return this.#interrupted.pop()?.left;
  }
}

/** The native immediate that now stands for one that was set aside. */
export function standIn(handle: NodeJS.Immediate, native: NodeJS.Immediate): void {
  clearing.set(handle, () => natives.clearImmediate(native));
}

/** `clearImmediate`, for those that were set aside as well. */
export function clearImmediate(handle?: unknown): void {
  clearing.get(handle as NodeJS.Immediate)?.();
  natives.clearImmediate(handle as NodeJS.Immediate);
}
