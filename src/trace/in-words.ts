// Taken once, as it is called for each task: in Jest's VM a look at a global is dear.
const { isArray } = Array;

/**
 * What a task was given, as a label: a text or a number as it is, a list of these with commas; undefined for anything
 * else, and for what is empty.
 */
export function inWords(input: unknown): string | undefined {
  if (typeof input === 'string') return input === '' ? undefined : input;
  if (typeof input === 'number' || typeof input === 'bigint') return `${input}`;
  if (!isArray(input) || input.length === 0) return undefined;
  if (input.length === 1) return isArray(input[0]) ? undefined : inWords(input[0]);
  const words = input.map((member) => (isArray(member) ? undefined : inWords(member)));
  return words.every((word) => word !== undefined) ? words.join(', ') : undefined;
}
