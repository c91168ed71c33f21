/** The globals that fake timers take. */
type Globals = Pick<typeof globalThis, 'setTimeout' | 'clearTimeout' | 'setInterval' | 'clearInterval' | 'Date'> &
  Partial<Pick<typeof globalThis, 'setImmediate'>>;

/** Whether fake timers, Jest's or sinon's own, have the globals now, or some of them. */
export function areFakeTimersOn(globals: Globals = globalThis): boolean {
  // A browser-like realm has no `setImmediate`.
  const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate = setTimeout, Date } = globals;
  // Each of sinon's fakes, which Jest's are by default, carries its clock.
  if ('clock' in setTimeout || 'clock' in setInterval || 'clock' in setImmediate || 'clock' in Date) return true;
  // Jest's old fakes are mock functions, all of them; one alone is a spy, which calls what it spies on.
  return [setTimeout, clearTimeout, setInterval, clearInterval].every((one) => '_isMockFunction' in one);
}
