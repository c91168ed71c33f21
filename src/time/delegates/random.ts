import { shared } from '../../realm';
import { natives } from '../natives';
import { type Patch, patch } from './patch';

/** Where `Math.random` draws from during a simulation; undefined leaves it random. */
export const randomInForce = shared('random-in-force', () => ({ draw: undefined as (() => number) | undefined }));

function random(): number {
  return (randomInForce.draw ?? natives.random)();
}

/** `Math.random`. */
export function randomPatches(): Patch[] {
  return [patch(Math, 'random', random)];
}
