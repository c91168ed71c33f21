type Globals = Readonly<Record<string, unknown>>;

/** Whether fake timers, Jest's or sinon's own, have the globals now, or some of them. */
export function areFakeTimersOn(globals: Globals = globalThis): boolean {
  return areSinons(globals) || areJestsOld(globals);
}

/** Each of sinon's fakes, which Jest's are by default, carries its clock. */
function areSinons({ setTimeout, setInterval, setImmediate, Date }: Globals): boolean {
  return (
    hasMark(setTimeout, 'clock') ||
    hasMark(setInterval, 'clock') ||
    hasMark(setImmediate, 'clock') ||
    hasMark(Date, 'clock')
  );
}

/** Jest's old fakes are mock functions, all of them; one alone is a spy, which calls what it spies on. */
function areJestsOld({ setTimeout, clearTimeout, setInterval, clearInterval }: Globals): boolean {
  return [setTimeout, clearTimeout, setInterval, clearInterval].every((one) => hasMark(one, '_isMockFunction'));
}

function hasMark(value: unknown, mark: string): boolean {
  return typeof value === 'function' && mark in value;
}
