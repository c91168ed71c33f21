import { natives } from '../natives';
import { placed } from './delegate';
import { install } from './patch';
import { places } from './places';

/**
 * Puts the delegating functions in place: outside a simulation they call Node's own, inside they obey its clock.
 *
 * Called when the setup file loads, so that a module which captures them early still obeys. Calling it again puts those
 * back that were undone since. Where Jest's fake timers are on for every test, they keep the globals, and `simulate` is
 * refused.
 */
export function installDelegates(): void {
  if (natives.areFake) return;
  if (placed.installed !== undefined) return placed.installed.reinstall();
  placed.installed = install(places());
}

/** Takes the delegating functions out again, in reverse order. One that was captured keeps calling Node's own. */
export function uninstallDelegates(): void {
  placed.installed?.uninstall();
  placed.installed = undefined;
}
