/**
 * What a task was given, as a label: a text or a number as it is, a list of these with commas; undefined for anything
 * else, and for what is empty.
 */
export function inWords(input: unknown): string | undefined {
  if (typeof input === 'string') return input === '' ? undefined : input;
  if (typeof input === 'number' || typeof input === 'bigint') return String(input);
  if (!Array.isArray(input) || input.length === 0) return undefined;
  const words = input.map((member) => (Array.isArray(member) ? undefined : inWords(member)));
  return words.every((word) => word !== undefined) ? words.join(', ') : undefined;
}
