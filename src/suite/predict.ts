import type { Ms } from '../time/duration';
import type { FileCost, SuiteCosts } from './costs';
import { inJestOrder, inShards, runsInBand } from './jest-order';
import { endsOf } from './schedule';
import type { Machine } from './slow-down';

/** How long a suite is predicted to take. */
export interface Prediction {
  /** How many workers, or shards. */
  readonly size: number;
  /** From the start of Jest to the end of the last file; of shards, that of the one that takes longest. */
  readonly wallMs: Ms;
  /** Whether Jest would run the files in its own process: of shards, all of them. */
  readonly inBand: boolean;
}

/** What a prediction rests on. */
export interface Grounds {
  readonly costs: SuiteCosts;
  readonly machine: Machine;
  /** What passes before the first file is handed out, in milliseconds. */
  readonly beforeMs: Ms;
}

/** How long the suite would take with so many workers, the next time it runs. */
export function withWorkers(grounds: Grounds, workers: number): Prediction {
  return { ...ofFiles(grounds.costs.files, grounds, workers), size: workers };
}

/** How long the suite would take in so many shards, each on a machine and with workers like this one's. */
export function inSoManyShards(grounds: Grounds, shards: number, workers: number): Prediction {
  const each = inShards(grounds.costs.files, shards).map((files) => ofFiles(files, grounds, workers));
  const wallMs = each.reduce((longest, one) => Math.max(longest, one.wallMs), 0);
  return { size: shards, wallMs, inBand: each.every(({ inBand }) => inBand) };
}

type Outlook = Pick<Prediction, 'wallMs' | 'inBand'>;

function ofFiles(files: readonly FileCost[], { costs, machine, beforeMs }: Grounds, workers: number): Outlook {
  const inBand = runsInBand(files, workers);
  if (files.length === 0) return { wallMs: beforeMs, inBand };
  const own = inJestOrder(files).map(({ ownMs }) => ownMs);
  const ends = inBand
    ? endsOf(own, 1, costs.inBandStartMs, machine)
    : endsOf(own, workers, costs.workerStartMs, machine);
  return { wallMs: beforeMs + ends.reduce((last, end) => Math.max(last, end)), inBand };
}
