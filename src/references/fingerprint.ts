/**
 * Tells texts apart, in 64 bits: FNV-1a in two lanes with different multipliers.
 *
 * Nobody attacks a compile cache, and a worker has loaded no `node:crypto` by then: that comes later, with what guards its
 * network.
 *
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
export class Fingerprint {
  #low = 0x811c9dc5;
  #high = 0xcbf29ce4;

  update(text: string): this {
    let [low, high] = [this.#low, this.#high];
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul(high ^ unit, 0x5bd1e995) ^ (high >>> 15);
    }
    // Where one text ends and the next begins counts too.
    this.#low = Math.imul(low ^ text.length, 0x01000193);
    this.#high = Math.imul(high ^ text.length, 0x5bd1e995);
    return this;
  }

  /** Sixteen hexadecimal digits. */
  digest(): string {
    return [this.#low, this.#high].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
