import type * as Late from '../../time';
import { shared } from '../../realm';
import { inForce } from '../current-clock';
import type { Obedience } from './obedience';
import type { Installed } from './patch';

/** The delegating functions of this realm, while they are in place. */
export const placed = shared('delegates', () => ({ installed: undefined as Installed | undefined }));

/** The function of a name, as {@link Obedience} types it. */
type Obedient<Name extends keyof Obedience> = Parameters<Obedience[Name]>[0];

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** When the clock has to know of a call: in simulations, or at any time, since a simulation may come upon what it made. */
export type Since = 'simulation' | 'ever';

/**
 * A function to put in the place of Node's: it calls Node's own until the clock has to know of its calls, and what it
 * does from then on is loaded with the first of them. So a test file pays for what it uses.
 *
 * @param called - the function's `name`.
 */
export function delegate<Name extends keyof Obedience>(
  name: Name,
  native: Obedient<Name>,
  called: string,
  since: Since = 'simulation',
): Obedient<Name> {
  let obedient: AnyFunction | undefined;
  const delegating: Record<string, AnyFunction> = {
    [called](...args) {
      if (obedient === undefined) {
        // A file that is over cannot load anything, and has no simulation to come.
        const isNeeded = inForce.clock !== undefined || (since === 'ever' && placed.installed !== undefined);
        if (!isNeeded) return (native as AnyFunction).apply(this, args);
        obedient = load(name, native) as AnyFunction;
      }
      return obedient.apply(this, args);
    },
  };
  return delegating[called];
}

function load<Name extends keyof Obedience>(name: Name, native: Obedient<Name>): unknown {
  // Through the door, which is a file of its own in the package: so the setup file stays small.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { obedience } = require('../../time') as typeof Late;
  return obedience[name](native as never);
}
