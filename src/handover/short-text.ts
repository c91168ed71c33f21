const MOST_CHARACTERS = 200;
const MOST_MEMBERS = 20;
const DEEPEST = 4;

/**
 * A value as a text of at most 200 characters, the same each time. No code of the value's own runs: a getter is `[Getter]`.
 */
export function shortText(value: unknown): string {
  const left = { room: MOST_CHARACTERS };
  try {
    return shortened(textOf(value, left, 0));
  } catch {
    // A proxy may do as it likes.
    return '[unreadable]';
  }
}

/** The beginning of a text that is too long. */
export function shortened(text: string, most = MOST_CHARACTERS): string {
  if (text.length <= most) return text;
  // Not in the middle of a character: half of one is none.
  const end = /[\uD800-\uDBFF]/.test(text[most - 2]!) ? most - 2 : most - 1;
  return `${text.slice(0, end)}…`;
}

interface Left {
  room: number;
}

function textOf(value: unknown, left: Left, depth: number): string {
  const text = typeof value === 'object' && value !== null ? objectText(value, left, depth) : primitiveText(value);
  left.room -= text.length;
  return text;
}

function primitiveText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shortened(value));
  if (typeof value === 'function') return `[Function ${ownText(value, 'name')}]`;
  return typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '-0' : String(value);
}

function objectText(value: object, left: Left, depth: number): string {
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag === 'Error' || value instanceof Error) return errorText(value);
  if (tag === 'Date') return Number.isNaN(Number(value)) ? 'Invalid Date' : (value as Date).toISOString();
  if (tag === 'RegExp' || tag === 'URL') return (value as RegExp | URL).toString();
  if (ArrayBuffer.isView(value) && !(tag === 'DataView')) return `${tag}(${(value as Uint8Array).length})`;
  if (depth >= DEEPEST) return Array.isArray(value) ? '[…]' : '{…}';
  if (Array.isArray(value)) return `[${listed(value.length, left, (i) => textOf(value[i], left, depth + 1))}]`;
  if (tag === 'Map' || tag === 'Set') {
    const members = [...firstOf(value as Iterable<unknown>)];
    const { size } = value as Set<unknown>;
    return `${tag}(${size}) [${listed(size, left, (i) => textOf(members[i], left, depth + 1))}]`;
  }
  return fieldsText(value, left, depth);
}

function fieldsText(value: object, left: Left, depth: number): string {
  const keys = Object.keys(value);
  const field = (i: number): string => {
    const found = Object.getOwnPropertyDescriptor(value, keys[i]!);
    return `${keys[i]!}: ${found !== undefined && 'value' in found ? textOf(found.value, left, depth + 1) : '[Getter]'}`;
  };
  const name = className(value);
  const fields = listed(keys.length, left, field);
  return `${name === 'Object' || name === '' ? '' : `${name} `}${fields === '' ? '{}' : `{ ${fields} }`}`;
}

/** As many as there is room for. */
function listed(length: number, left: Left, textAt: (index: number) => string): string {
  const texts: string[] = [];
  while (texts.length < Math.min(length, MOST_MEMBERS) && left.room > 0) texts.push(textAt(texts.length));
  if (texts.length < length) texts.push(`… ${length - texts.length} more`);
  return texts.join(', ');
}

function* firstOf(members: Iterable<unknown>): Iterable<unknown> {
  let count = 0;
  for (const member of members) {
    if (count++ === MOST_MEMBERS) return;
    yield member;
  }
}

/** An error as Node heads its stack. */
export function errorText(error: unknown): string {
  if (typeof error !== 'object' || error === null) return shortText(error);
  const name = ownText(error, 'name') || className(error) || 'Error';
  const message = ownText(error, 'message');
  return message === '' ? name : `${name}: ${message}`;
}

function className(value: object): string {
  const prototype = Object.getPrototypeOf(value) as object | null;
  const maker: unknown =
    prototype === null ? undefined : Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof maker === 'function' ? ownText(maker, 'name') : '';
}

/** A text that the object or what it inherits from holds, without calling anything. */
function ownText(value: object, name: string): string {
  for (let at: object | null = value; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found !== undefined) return typeof found.value === 'string' ? found.value : '';
  }
  return '';
}
