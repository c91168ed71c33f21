import { expected } from '../errors';

/** What a task is called in traces and timelines. */
export type LabelOf<I> = (input: I, index: number) => string;

/** How the tasks of `map` and its kin are called: as the caller says, else a text or number as it is, else its place. */
export function labelFrom<I>(label: LabelOf<I> | undefined): LabelOf<I> {
  if (label === undefined) return (input, index) => inWords(input) ?? `#${index}`;
  return (input, index) => {
    const text: unknown = label(input, index);
    if (typeof text !== 'string') throw expected(`label(…, ${index})`, 'a text', text);
    return text;
  };
}

/** How a single task is called: as the caller says, else by its arguments, else by its function. */
export function applyLabel(label: string | undefined, fn: { readonly name: string }): LabelOf<readonly unknown[]> {
  return (args) => label ?? inWords(args) ?? (fn.name === '' ? '#0' : fn.name);
}

function inWords(input: unknown): string | undefined {
  if (typeof input === 'string') return input === '' ? undefined : input;
  if (typeof input === 'number' || typeof input === 'bigint') return String(input);
  if (!Array.isArray(input) || input.length === 0) return undefined;
  const words = input.map((member) => (Array.isArray(member) ? undefined : inWords(member)));
  return words.every((word) => word !== undefined) ? words.join(', ') : undefined;
}
