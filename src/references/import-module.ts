import { installRest } from '../time/delegates/as-loaded';

/** From whoever loads this code (`code-cache.ts`). */
declare const importHere: (specifier: string) => Promise<unknown>;

/** `import()`, for code of which V8 has kept what it made: on Node 20 that has lost its own. */
export function importModule(specifier: string): Promise<unknown> {
  installRest();
  return importHere(specifier);
}
