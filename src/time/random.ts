/**
 * An endless stream of draws from [0, 1) that depends on nothing but its seed and its path.
 *
 * Each task, server and simulation has a stream of its own, so that one more draw in one place changes no other.
 * The generator is Mulberry32 (32 bits of state), seeded by the 32-bit FNV-1a hash of seed and path: small, the same on
 * every engine, and good enough to choose delays; never use it for secrets.
 *
 * @param seed - any number; the simulation's seed.
 * @param path - what the stream is for: `'task', 3`.
 * @see https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32
 * @example
 * const draw = randomStream(1, 'task', 3);
 * draw() === randomStream(1, 'task', 3)(); // => true
 */
export function randomStream(seed: number, ...path: readonly (string | number)[]): () => number {
  let state = hash32(JSON.stringify([seed, ...path]));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
