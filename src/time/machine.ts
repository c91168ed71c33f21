import { expected } from '../errors';
import { type Ms, checkMs } from './duration';

/** The machine on which a simulation runs; see docs/machine.md. */
export interface Machine {
  /** How many computations of worker lanes go on at full speed; a whole number from 1 up, default `Infinity`. */
  readonly cores: number;
  /** What the start of a process costs, in milliseconds of one core; default 0. */
  readonly processStart: Ms;
  /** What the start of a thread costs, in milliseconds of one core; default 0. */
  readonly threadStart: Ms;
}

/** The options of a simulation that describe its machine. */
export const MACHINE_OPTIONS = ['cores', 'processStart', 'threadStart'] as const;

/**
 * The machine that these options describe.
 *
 * @throws UsageError for one that there cannot be.
 */
export function machineFrom({ cores = Infinity, processStart = 0, threadStart = 0 }: Partial<Machine>): Machine {
  if (cores !== Infinity && !(Number.isSafeInteger(cores) && cores >= 1)) {
    throw expected('cores', 'a whole number from 1 up, or Infinity', cores);
  }
  return {
    cores,
    processStart: checkMs('processStart', processStart),
    threadStart: checkMs('threadStart', threadStart),
  };
}
