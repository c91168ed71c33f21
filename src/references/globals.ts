import Module from 'node:module';

/** Node's global object, outside of Jest's VM: what every worker has too. */
export function nodeGlobals(): Record<string, unknown> {
  const parent = Object.getPrototypeOf(Module) as typeof Module;
  const OutsideFunction = ('createRequire' in parent ? parent : Module).constructor as new (
    code: string,
  ) => () => Record<string, unknown>;
  return new OutsideFunction('return globalThis')();
}

/** The way to one of JavaScript's or Node's own functions, if this is one: `['Math', 'sqrt']`. */
export function pathInGlobals(fn: unknown): readonly string[] | undefined {
  const inNode = nodeGlobals();
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!Object.hasOwn(inNode, name)) continue;
    const { value } = Object.getOwnPropertyDescriptor(globalThis, name) as { value?: unknown };
    if (value === fn) return [name];
    const member =
      (typeof value === 'object' && value !== globalThis) || typeof value === 'function'
        ? nameIn(value, fn)
        : undefined;
    if (member !== undefined) return [name, member];
  }
  return undefined;
}

function nameIn(holder: unknown, fn: unknown): string | undefined {
  if (holder === null) return undefined;
  const members = Object.entries(Object.getOwnPropertyDescriptors(holder));
  return members.find(([, { value }]) => value === fn)?.[0];
}
