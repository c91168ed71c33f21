import { shared } from '../../realm';
import { natives } from '../natives';
import { workPatches } from '../work';
import { abortSignalPatches } from './abort-signal';
import { atomicsPatches } from './atomics';
import { datePatches } from './date';
import { fetchPatches } from './fetch';
import { type Installed, type Patch, install } from './patch';
import { performancePatches } from './performance';
import { randomPatches } from './random';
import { socketTimeoutPatches } from './socket-timeout';
import { timerPatches } from './timers';
import { timersPromisesPatches } from './timers-promises';

const state = shared('delegates', () => ({ installed: undefined as Installed | undefined }));

/**
 * Puts the delegating functions in place: outside a simulation they call Node's own, inside they obey its clock.
 *
 * Called when the setup file loads, so that a module which captures them early still obeys. Calling it again puts those
 * back that were undone since. Where Jest's fake timers are on for every test, they keep the globals, and `simulate` is
 * refused.
 */
export function installDelegates(): void {
  if (natives.areFake) return;
  if (state.installed !== undefined) return state.installed.reinstall();
  const patches: Patch[] = [
    ...timerPatches(),
    ...timersPromisesPatches(),
    ...datePatches(),
    ...performancePatches(),
    ...abortSignalPatches(),
    ...atomicsPatches(),
    ...socketTimeoutPatches(),
    ...randomPatches(),
    ...fetchPatches(),
    ...workPatches(),
  ];
  state.installed = install(patches);
}

/** Takes the delegating functions out again, in reverse order. One that was captured keeps calling Node's own. */
export function uninstallDelegates(): void {
  state.installed?.uninstall();
  state.installed = undefined;
}
