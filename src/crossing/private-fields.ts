const known = new WeakMap<object, boolean>();

/** A declaration `#field`, `#field = 1` at the beginning of a line or after `{`, `}` or `;`. Methods are no state. */
const FIELD = /(?:^|[{};])\s*#[\p{ID_Start}$_][\p{ID_Continue}$]*\s*(?:[=;}\n]|$)/mu;

/**
 * Whether the objects of a class have private fields, as far as its source tells: nothing else does.
 *
 * Where a compiler has put WeakMaps in their place, nothing tells.
 */
export function hasPrivateFields(of: (...args: never[]) => unknown): boolean {
  let has = known.get(of);
  if (has === undefined) known.set(of, (has = FIELD.test(Function.prototype.toString.call(of))));
  return has;
}
