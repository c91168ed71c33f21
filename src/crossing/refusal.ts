import { types } from 'node:util';
import { attempt } from './attempt';
import { prototypesOf } from './prototypes';
import { hasPrivateFields } from './private-fields';

/** Why a value cannot cross. */
export interface Refusal {
  /** What it is, to follow "is": "a function". */
  readonly what: string;
  /** What to do instead. */
  readonly advice: string;
}

const YIELDED = 'Send what it yields, as an array.';
const WEAK = 'Nothing can list what it holds. Send a Map or a Set.';

/** What is known better than that the object should be made on the other side. */
const ADVICE: Readonly<Record<string, string>> = {
  Promise: 'Await it first.',
  Generator: YIELDED,
  AsyncGenerator: YIELDED,
  WeakMap: WEAK,
  WeakSet: WEAK,
  WeakRef: 'Send what it points to.',
  AbortSignal: 'Nobody could abort it from afar. Make a signal in the task: `AbortSignal.timeout(ms)`.',
  AbortController: 'Nobody could abort it from afar. Make a controller in the task.',
  Headers: 'Send its entries: `[...headers]`.',
  FormData: 'Send its entries: `[...formData]`.',
  Blob: 'Send its bytes: `await blob.arrayBuffer()`.',
  File: 'Send its bytes: `await file.arrayBuffer()`.',
  Response: 'Send its body: `await response.json()`.',
};

/** Why a value cannot cross, whatever is inside of it, or `undefined`. */
export function refusalOf(value: unknown): Refusal | undefined {
  if (typeof value === 'function') {
    return { what: 'a function', advice: 'Send data, and let the task choose the function by it.' };
  }
  if (typeof value === 'symbol') return { what: 'a symbol', advice: 'Send its name, as a string.' };
  if (types.isProxy(value)) return { what: 'a Proxy', advice: 'Send a copy of what it shows: `{ ...proxy }`.' };
  return undefined;
}

/** Why an object of a class cannot cross by its own properties, or `undefined`. */
export function refusalOfInstance(value: object): Refusal | undefined {
  const tag = tagOf(value);
  if (tag !== undefined) {
    const advice = tag.endsWith(' Iterator') ? YIELDED : 'Send the data that it is made from, and make it in the task.';
    return { what: withArticle(tag), advice: ADVICE[tag] ?? advice };
  }
  const classes = [...prototypesOf(value)].map(([, theClass]) => theClass);
  if (!classes.some(({ of }) => hasPrivateFields(of))) return undefined;
  return {
    what: `${withArticle(classes[0]!.name || 'class instance')} with private fields`,
    advice: 'They would be lost on the way. Send the data that it is made from, and make it in the task.',
  };
}

/** What the platform's own objects, whose state is not in their properties, call themselves. */
function tagOf(value: object): string | undefined {
  const tag = attempt(() => (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag]);
  return typeof tag === 'string' && tag !== '' ? tag : undefined;
}

function withArticle(noun: string): string {
  return `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
