import { shared } from '../realm';
import type { Clock } from './clock';
import { RealClock } from './real-clock';
import type { VirtualClock } from './virtual-clock';

interface InForce {
  /** The clock of the simulation under way, of either kind. */
  clock: Clock | undefined;
  /** The same clock while it is virtual: what the delegating functions obey. */
  virtual: VirtualClock | undefined;
}

/** Which clock is in force in this realm; read by every delegating function, so a plain object. */
export const inForce = shared<InForce>('clock-in-force', () => ({ clock: undefined, virtual: undefined }));

/** The clock in force: the simulation's, else the real one. */
export function currentClock(): Clock {
  return inForce.clock ?? shared('wall-clock', () => new RealClock());
}
