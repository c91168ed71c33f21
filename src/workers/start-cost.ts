import type { VirtualClock } from '../time/virtual-clock';
import type { WorkerKind } from './farm';

/** The start of a worker costs what the machine says, on one of its cores; nothing to wait for if that is nothing. */
export function payForStart(kind: WorkerKind, { machine, processor }: VirtualClock): Promise<void> | undefined {
  const cost = kind === 'process' ? machine.processStart : machine.threadStart;
  if (cost === 0) return undefined;
  return new Promise((resolve) => void processor.compute(cost, resolve));
}
