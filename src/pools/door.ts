import { expected } from '../errors';

/** Checks one value, under the name by which the caller gave it. */
type Check = (what: string, value: unknown) => void;

const onMap = {
  chunkSize: checkCount,
  label: mustBe('function', 'a function that names an input'),
  signal: checkSignal,
};
const onImap = { ...onMap, readAhead: checkCount };
const onApply = { label: mustBe('string', 'a text'), signal: checkSignal };

/** The options of each kind of call, checked: any left out is undefined, and no other is known. */
export const checkOptions = { map: checker(onMap), imap: checker(onImap), apply: checker(onApply) };

function checker(checks: Readonly<Record<string, Check>>) {
  const known = Object.keys(checks).map((name) => `\`${name}\``);
  return (options: unknown): void => {
    if (typeof options !== 'object' || options === null) {
      const advice = typeof options === 'number' ? `Write \`{ chunkSize: ${options} }\`.` : undefined;
      throw expected('options', 'an object', options, advice);
    }
    for (const [name, value] of Object.entries(options)) {
      const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
      if (check === undefined) {
        throw expected('options', `made of ${known.join(', ')}`, options, `\`${name}\` is none of them.`);
      }
      if (value !== undefined) check(name, value);
    }
  };
}

function mustBe(type: 'function' | 'string', rule: string): Check {
  return (what, value) => {
    if (typeof value !== type) throw expected(what, rule, value);
  };
}

function checkSignal(what: string, value: unknown): void {
  const signal = value as Partial<AbortSignal> | null;
  if (typeof signal?.aborted !== 'boolean' || typeof signal.addEventListener !== 'function') {
    throw expected(what, 'an `AbortSignal`', value);
  }
}

function checkCount(what: string, value: unknown): void {
  if (!Number.isSafeInteger(value) || (value as number) < 1) throw expected(what, 'a whole number from 1 up', value);
}

/** The limit of a pool. */
export function checkConcurrency(value: unknown): void {
  if (value !== Infinity) checkCount('concurrency', value);
}

export function checkFunction(value: unknown): void {
  if (typeof value !== 'function') throw expected('fn', 'a function', value);
}

/** The inputs of `map`, read to the end. */
export function listOf<I>(what: string, inputs: Iterable<I>): readonly I[] {
  if (isIterable(inputs)) return [...inputs];
  const advice = isAsyncIterable(inputs) ? '`imap` and `imapUnordered` take async inputs.' : undefined;
  throw expected(what, 'iterable: an array, a set, a generator', inputs, advice);
}

/** The argument lists of `starmap`, read to the end. */
export function argListsOf<A extends readonly unknown[]>(argLists: Iterable<A>): readonly A[] {
  const lists = listOf('argLists', argLists);
  return lists.map((list, i) => checkArgs(`argLists[${i}]`, list));
}

export function checkArgs<A extends readonly unknown[]>(what: string, value: A): A {
  if (Array.isArray(value)) return value;
  throw expected(what, 'an array of arguments', value);
}

export function isIterable(value: unknown): value is Iterable<unknown> {
  return hasMethod(value, Symbol.iterator);
}

export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return hasMethod(value, Symbol.asyncIterator);
}

function hasMethod(value: unknown, name: symbol): boolean {
  return value !== null && value !== undefined && typeof (value as Record<symbol, unknown>)[name] === 'function';
}
