/**
 * A map that mostly has one entry or none, and then costs two fields.
 *
 * V8 gives a `Map` or `Set` that is emptied, or shrinks, a new table, and has the old one lead to it: a collection that
 * lives on while entries come and go drags all its former tables along until a full collection of garbage.
 */
export class MostlyOne<K extends object, V> {
  #key: K | undefined;
  #value: V | undefined;
  #others: Map<K, V> | undefined;

  get size(): number {
    return (this.#key === undefined ? 0 : 1) + (this.#others?.size ?? 0);
  }

  has(key: unknown): boolean {
    return key !== undefined && (key === this.#key || (this.#others?.has(key as K) ?? false));
  }

  get(key: K): V | undefined {
    return key === this.#key ? this.#value : this.#others?.get(key);
  }

  set(key: K, value: V): void {
    if (key === this.#key || (this.#key === undefined && !this.#others?.has(key))) {
      this.#key = key;
      this.#value = value;
    } else {
      (this.#others ??= new Map()).set(key, value);
    }
  }

  /** @returns whether it was there. */
  delete(key: unknown): boolean {
    if (key !== undefined && key === this.#key) {
      this.#key = this.#value = undefined;
      return true;
    }
    if (!this.#others?.delete(key as K)) return false;
    if (this.#others.size === 0) this.#others = undefined;
    return true;
  }

  clear(): void {
    this.#key = this.#value = this.#others = undefined;
  }
}
