import Module from 'node:module';

/**
 * Requires a module outside of Jest's VM, where Jest itself runs: it is then loaded once a process and not once a test
 * file, and often is there already, for the project's transform uses it too.
 *
 * In the VM `node:module` is a class that extends Node's own.
 */
export function requireOutside(name: string, from = __filename): unknown {
  const parent = Object.getPrototypeOf(Module) as typeof Module | typeof Function.prototype;
  const { createRequire } = 'createRequire' in parent ? parent : Module;
  return createRequire(from)(name);
}
