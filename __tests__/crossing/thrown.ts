import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { inherits } from 'node:util';

class ValidationError extends TypeError {
  override readonly name = 'ValidationError';
  readonly code = 'E_INVALID';
  readonly fields = new Map([['name', ['too short']]]);
}

class NamedByItsClass extends Error {}
NamedByItsClass.prototype.name = 'SaysItsClass';

class Worded extends Error {
  override get message(): string {
    return 'worded by a getter';
  }
}

const named = (name: string) => ({ [name]: class extends Error {} })[name]!;

function OldStyle(this: Error, message: string): void {
  this.message = message;
}
inherits(OldStyle, Error);

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('It did not throw.');
}

function selfCaused(): Error {
  const [a, b] = [new Error('a'), new Error('b')];
  return Object.assign(a, { cause: Object.assign(b, { cause: a }) });
}

/** What a task may throw; the child throws it. */
export const THROWN = {
  'a TypeError': () => new TypeError('not so'),
  'a class of the user': () => new ValidationError('bad name'),
  'a name of the class': () => new NamedByItsClass('odd'),
  'a message of the class': () => new Worded(),
  'a class of the old style': () => new (OldStyle as unknown as new (text: string) => Error)('old'),
  'an AggregateError': () => new AggregateError([new RangeError('one'), 'two', null], 'both'),
  'an AbortError': () => AbortSignal.abort().reason as unknown,
  'a TimeoutError': () => new DOMException('too slow', 'TimeoutError'),
  'a system error': () => caught(() => readFileSync('/does/not/exist')),
  'an AssertionError': () => caught(() => assert.deepStrictEqual({ a: 1 }, { a: 2 })),
  'a Node error': () => caught(() => Buffer.alloc('x' as never)),
  'a cause': () => new Error('outer', { cause: new ValidationError('inner', { cause: 'innermost' }) }),
  'a circle of causes': selfCaused,
  'a frozen error': () => Object.freeze(Object.assign(new Error('cold'), { degrees: -1 })),
  'a class named URL': () => new (named('URL'))('no address'),
  'a class named Map': () => new (named('Map'))('no map'),
  'a class named Object': () => new (named('Object'))('no object'),
  'a class named TypeError': () => new (named('TypeError'))('an impostor'),
  'own properties that cannot cross': () =>
    Object.assign(new Error('refused'), {
      adapter: () => undefined,
      config: { signal: AbortSignal.abort(), retry: [1, Symbol('s')], url: 'https://a.example' },
    }),
  'getters that throw': () =>
    Object.defineProperties(new Error('prickly'), {
      secret: { enumerable: true, get: () => assert.fail('keep out') },
      hidden: { enumerable: false, get: () => assert.fail('keep out') },
    }),
  'megabytes of properties': () => Object.assign(new Error('heavy'), { body: 'x'.repeat(4 << 20), rows: bigTree() }),
  'a stack of its own': () => Object.assign(new Error('mapped'), { stack: 'Error: mapped\n    at user.ts:6:9' }),
  'no stack': () => Object.assign(new Error('bare'), { stack: undefined }),
  zero: () => 0,
  'an empty string': () => '',
  false: () => false,
  null: () => null,
  undefined: () => undefined,
  NaN: () => NaN,
  'a plain object': () => ({ status: 503, retry: () => true }),
  'a function': () => function callback() {},
  'a function without a name': () => () => undefined,
  'a symbol': () => Symbol('stop'),
  'a promise': () => Promise.resolve(1),
  'a proxy': () => new Proxy({}, { getPrototypeOf: () => assert.fail('trapped') }),
} satisfies Readonly<Record<string, () => unknown>>;

export type Throw = keyof typeof THROWN;

function bigTree(): unknown {
  return Array.from({ length: 20_000 }, (_, row) => ({ row }));
}
