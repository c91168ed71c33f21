/** What an object is made of besides its own properties: what has to agree, in order. */
function insides(value: object): unknown[] {
  if (value instanceof Map) return [...value].flat();
  if (value instanceof Set) return [...value];
  if (value instanceof Date) return [value.getTime()];
  if (value instanceof RegExp) return [value.source, value.flags];
  if (value instanceof ArrayBuffer) return [...new Uint8Array(value)];
  if (value instanceof DataView) return [value.buffer, value.byteOffset, value.byteLength];
  if (ArrayBuffer.isView(value)) return [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
  if (value instanceof Error) return [value.message, value.name, value.stack, value.cause];
  if (/^\[object (Number|String|Boolean|BigInt)\]$/.test(Object.prototype.toString.call(value)))
    return [value.valueOf()];
  return [];
}

/** The slow and obvious twin: the same shape, kinds and identities, found by walking both at once. */
export function areSame(one: unknown, other: unknown, pairs = new Map<unknown, unknown>()): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return Object.is(one, other);
  }
  if (pairs.has(one)) return pairs.get(one) === other;
  pairs.set(one, other);
  const keys = Object.keys(one);
  const [ins, outs] = [insides(one), insides(other)];
  return (
    Object.getPrototypeOf(one) === Object.getPrototypeOf(other) &&
    (!Array.isArray(one) || one.length === (other as unknown[]).length) &&
    keys.length === Object.keys(other).length &&
    keys.every((key, at) => key === Object.keys(other)[at]) &&
    keys.every((key) => areSame(one[key as never], other[key as never], pairs)) &&
    ins.length === outs.length &&
    ins.every((inside, at) => areSame(inside, outs[at], pairs))
  );
}
