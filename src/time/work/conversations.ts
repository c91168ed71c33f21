import type { Release } from '../clock';
import { inForce } from '../current-clock';

const awaited = new WeakMap<object, Release>();

/**
 * A question was sent to another thread or process: holds the clock until `answered`.
 *
 * A second question on the same channel changes nothing: the next answer lets go, whichever it belongs to.
 *
 * @param channel - what both calls are about: a worker, a port, a child, a socket.
 * @param name - who is asked, for messages.
 */
export function asked(channel: object, name: string): void {
  const clock = inForce.virtual;
  if (clock === undefined) return;
  awaited.get(channel)?.();
  awaited.set(channel, clock.hold(name));
}

/** The channel was read from, or is gone. */
export function answered(channel: object): void {
  const release = awaited.get(channel);
  if (release === undefined) return;
  awaited.delete(channel);
  inForce.virtual?.quiescence.nativeSeen();
  release();
}

/** Whether the clock is held for an answer on a channel. */
export function isAwaited(channel: object): boolean {
  return awaited.has(channel);
}

interface Emitter {
  emit(event: string | symbol, ...args: unknown[]): boolean;
}

const tapped = new WeakSet<object>();

/**
 * Takes an event of an emitter as the answer on a channel.
 *
 * Taps `emit` instead of adding a listener: a listener for `message` would start the flow of messages.
 */
export function answersByEvents(emitter: Emitter, channel: object, events: readonly string[]): void {
  if (tapped.has(emitter)) return;
  tapped.add(emitter);
  const emit = emitter.emit.bind(emitter);
  Object.defineProperty(emitter, 'emit', {
    value: (event: string, ...args: unknown[]) => {
      if (events.includes(event)) answered(channel);
      return emit(event, ...args);
    },
    writable: true,
    configurable: true,
  });
}
