import { expected } from '../errors';

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
  if (typeof options !== 'object' || options === null) {
    const advice = typeof options === 'string' ? `Write \`{ by: '${options}' }\`.` : undefined;
    throw expected('options', 'an object', options, advice);
  }
  const { by, key, ...others } = options as Record<string, unknown>;
  const [other] = Object.keys(others);
  if (other !== undefined) throw expected('options', 'made of `by` and `key`', options, `\`${other}\` is neither.`);
  if (by !== undefined && by !== 'start' && by !== 'finish' && by !== 'result') {
    throw expected('by', "'start', 'finish' or 'result'", by);
  }
  if (key !== undefined && typeof key !== 'function') throw expected('key', 'a function of an element', key);
  return options;
}
