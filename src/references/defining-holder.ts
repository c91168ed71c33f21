import type { Holder, LoadedModule } from './loaded-modules';

/**
 * Of several modules that hold a function, the one that defines it, whatever others hand it on: no other holder is
 * among what it loaded. In a cycle it is the one that began to load last. Of several names in one module the shortest
 * wins, and of these the first.
 */
export function definingHolder(holders: readonly Holder[]): Holder | undefined {
  const modules = [...new Set(holders.map(({ module }) => module))];
  const defining = modules.filter((module) => !modules.some((other) => other !== module && loads(module, other)));
  const module = (defining.length > 0 ? defining : modules).at(-1);
  const names = holders.filter((holder) => holder.module === module);
  return names.reduce<Holder | undefined>(
    (best, holder) => (best !== undefined && best.path.length <= holder.path.length ? best : holder),
    undefined,
  );
}

/** Whether a module loaded another, itself or through others. */
function loads(module: LoadedModule, other: LoadedModule): boolean {
  return modulesBelow(module).has(other);
}

/** A module and all that it loaded, as far as Jest recorded it. */
export function modulesBelow(module: LoadedModule): ReadonlySet<LoadedModule> {
  const found = new Set([module]);
  for (const { children } of found) children.forEach((child) => found.add(child));
  return found;
}
