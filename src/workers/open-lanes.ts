import { shared } from '../realm';
import type { Lane } from './lane';

/** The lanes of this realm that have a worker. */
export const openLanes = (): Set<Pick<Lane, 'forget'>> => shared('open-lanes', () => new Set());

/** Closes what was forgotten: a worker left running would keep Jest from exiting. */
export async function endForgottenLanes(): Promise<void> {
  await Promise.all([...openLanes()].map((lane) => lane.forget()));
}
