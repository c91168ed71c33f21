import { expected } from '../errors';
import { inWords } from '../trace/in-words';

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
