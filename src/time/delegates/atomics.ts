import { inForce } from '../current-clock';

type Wait = (...args: unknown[]) => ReturnType<typeof Atomics.wait>;

/**
 * `Atomics.wait`, by which code sleeps without letting anybody else run: who waited in vain has kept everybody waiting,
 * on a virtual clock as well.
 */
export function atomicsWait(native: Wait): Wait {
  return (...args) => {
    const outcome = native.apply(Atomics, args);
    if (outcome === 'timed-out') inForce.virtual?.pass(Math.max(0, Number(args[3])));
    return outcome;
  };
}
