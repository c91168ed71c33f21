import { expected } from '../errors';
import { type Check, checkOptions } from './options';

/** The order of what: of starts, of ends, or of results. */
export type Order = 'start' | 'finish' | 'result';

/** How `toBeOrderedLike` looks at what it is given. */
export interface OrderOptions<Element = unknown> {
  /** The order of what; default of starts, and for a plain array of its elements. */
  readonly by?: Order;
  /** For a plain array: what an element is expected as; default the element itself. */
  readonly key?: (element: Element) => unknown;
}

/**
 * Checks the options of `toBeOrderedLike`.
 *
 * @throws UsageError if they are none, hold an unknown one, or a wrong value.
 */
export function checkOrderOptions(options: unknown): OrderOptions {
  if (typeof options === 'string') throw expected('options', 'an object', options, `Write \`{ by: '${options}' }\`.`);
  checkOptions(options, { by: isOrder, key: isFunction });
  return options as OrderOptions;
}

const isOrder: Check = (name, value) => {
  if (value === 'start' || value === 'finish' || value === 'result') return;
  throw expected(name, "'start', 'finish' or 'result'", value);
};

const isFunction: Check = (name, value) => {
  if (typeof value !== 'function') throw expected(name, 'a function of an element', value);
};
