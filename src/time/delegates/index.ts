import { shared } from '../../realm';
import { workPatches } from '../work';
import { abortSignalPatches } from './abort-signal';
import { datePatches } from './date';
import { fetchPatches } from './fetch';
import { type Patch, install } from './patch';
import { performancePatches } from './performance';
import { randomPatches } from './random';
import { socketTimeoutPatches } from './socket-timeout';
import { timerPatches } from './timers';
import { timersPromisesPatches } from './timers-promises';

const state = shared('delegates', () => ({ uninstall: undefined as (() => void) | undefined }));

/**
 * Puts the delegating functions in place: outside a simulation they call Node's own, inside they obey its clock.
 *
 * Called when the setup file loads, so that a module which captures them early still obeys. Calling it twice does
 * nothing.
 */
export function installDelegates(): void {
  if (state.uninstall !== undefined) return;
  const patches: Patch[] = [
    ...timerPatches(),
    ...timersPromisesPatches(),
    ...datePatches(),
    ...performancePatches(),
    ...abortSignalPatches(),
    ...socketTimeoutPatches(),
    ...randomPatches(),
    ...fetchPatches(),
    ...workPatches(),
  ];
  state.uninstall = install(patches);
}

/** Takes the delegating functions out again, in reverse order. One that was captured keeps calling Node's own. */
export function uninstallDelegates(): void {
  state.uninstall?.();
  state.uninstall = undefined;
}
