/** What it gives, or `undefined` if it throws: for values whose getters are not ours. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
