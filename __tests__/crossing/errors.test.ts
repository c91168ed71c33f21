import assert from 'node:assert';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { packError, unpack } from '../../src/crossing/pack';
import type { Channel, ChannelName } from './channels';
import { CHANNELS } from './channels';
import type { Throw } from './thrown';

describe.each(Object.keys(CHANNELS) as ChannelName[])('thrown in a child, through %s', (name) => {
  let channel: Channel;
  beforeAll(() => void (channel = CHANNELS[name]()));
  afterAll(() => channel.close());

  const caught = async (what: Throw): Promise<any> => unpack(await channel.call('fail', what));

  test("a built-in error is the test's own", async () => {
    const error = await caught('a TypeError');

    expect(error.constructor).toBe(TypeError);
    expect(error.stack).toMatch(/^TypeError: not so\n {4}at .*child-\d+\.cjs/);
    expect(Object.keys(error)).toEqual([]);
    expect(() => {
      throw error;
    }).toThrow(TypeError);
  });

  test('a class of the user keeps its name, its properties and its built-in base', async () => {
    const error = await caught('a class of the user');

    expect(error).toBeInstanceOf(TypeError);
    expect(error.constructor.name).toBe('ValidationError');
    expect(error).toMatchObject({ name: 'ValidationError', message: 'bad name', code: 'E_INVALID' });
    expect(error.fields).toStrictEqual(new Map([['name', ['too short']]]));
    expect((await caught('a class of the user')).constructor).toBe(error.constructor);
  });

  test('what an error has from its class it still has', async () => {
    expect((await caught('a name of the class')).name).toBe('SaysItsClass');
    expect((await caught('a message of the class')).message).toBe('worded by a getter');

    const old = await caught('a class of the old style');
    expect(old).toBeInstanceOf(Error);
    expect([old.message, old.constructor.name]).toEqual(['old', 'OldStyle']);
  });

  test('an AggregateError has its errors', async () => {
    const error = await caught('an AggregateError');

    expect(error).toBeInstanceOf(AggregateError);
    expect(error.message).toBe('both');
    expect(error.errors).toStrictEqual([new RangeError('one'), 'two', null]);
    expect(error.errors[0]).toBeInstanceOf(RangeError);
  });

  test('a DOMException has its name and code', async () => {
    const [aborted, timedOut] = [await caught('an AbortError'), await caught('a TimeoutError')];

    expect(aborted).toBeInstanceOf(DOMException);
    expect([aborted.name, aborted.code, aborted.message]).toEqual(['AbortError', 20, 'This operation was aborted']);
    expect([timedOut.name, timedOut.code, timedOut.message]).toEqual(['TimeoutError', 23, 'too slow']);
    expect(timedOut.stack).toContain('child-');
  });

  test("Node's errors have what code asks them for", async () => {
    expect(await caught('a system error')).toMatchObject({
      code: 'ENOENT',
      errno: expect.any(Number),
      syscall: 'open',
      path: '/does/not/exist',
    });
    const node = await caught('a Node error');
    expect(node).toBeInstanceOf(TypeError);
    expect(node.code).toBe('ERR_INVALID_ARG_TYPE');

    const assertion = await caught('an AssertionError');
    expect(assertion).toBeInstanceOf(assert.AssertionError);
    expect(assertion).toMatchObject({ code: 'ERR_ASSERTION', actual: { a: 1 }, expected: { a: 2 } });
    expect(assertion.operator).toBe('deepStrictEqual');
  });

  test('causes cross, also in a circle', async () => {
    const { cause } = await caught('a cause');
    expect(cause).toMatchObject({ name: 'ValidationError', message: 'inner', cause: 'innermost' });

    const a = await caught('a circle of causes');
    expect([a.message, a.cause.message]).toEqual(['a', 'b']);
    expect(a.cause.cause).toBe(a);
  });

  test.each(['URL', 'Map', 'Object', 'TypeError'] as const)('a class named %s is an error of that name', async (of) => {
    const error = await caught(`a class named ${of}`);

    expect(Object.prototype.toString.call(error)).toBe('[object Error]');
    expect([error.constructor.name, error instanceof Error, error instanceof TypeError]).toEqual([of, true, false]);
  });

  test('what cannot cross stays behind, and says so', async () => {
    const error = await caught('own properties that cannot cross');

    expect(error.message).toBe('refused');
    expect({ ...error }).toStrictEqual({
      adapter: '[left behind: a function]',
      config: {
        signal: '[left behind: an AbortSignal]',
        retry: [1, '[left behind: a symbol]'],
        url: 'https://a.example',
      },
    });
    expect({ ...(await caught('getters that throw')) }).toEqual({
      secret: '[left behind: a getter that throws (AssertionError [ERR_ASSERTION]: keep out)]',
    });
  });

  test('a huge error brings its message and what is nearest', async () => {
    const error = await caught('megabytes of properties');

    expect(error.message).toBe('heavy');
    expect(error.body).toHaveLength(4 << 20);
    expect(error.rows[0]).toEqual({ row: 0 });
    expect(error.rows.at(-1)).toBe('[left behind: an object beyond the first 10000]');
  });

  test('a stack stays as it was', async () => {
    expect((await caught('a stack of its own')).stack).toBe('Error: mapped\n    at user.ts:6:9');
    expect((await caught('no stack')).stack).toBe(undefined);
    expect(await caught('a frozen error')).toMatchObject({ message: 'cold', degrees: -1 });
  });

  test('what is no error is thrown as it was', async () => {
    const values: unknown[] = [];
    const names = ['zero', 'an empty string', 'false', 'null', 'undefined', 'NaN'] as const;
    for (const what of names) values.push(await caught(what));

    expect(values).toEqual([0, '', false, null, undefined, NaN]);
    expect(await caught('a plain object')).toStrictEqual({ status: 503, retry: '[left behind: a function]' });
  });

  test('what cannot cross at all is an error that says so', async () => {
    const errors: Error[] = [];
    const names = ['a function', 'a function without a name', 'a symbol', 'a promise', 'a proxy'] as const;
    for (const what of names) errors.push(await caught(what));

    expect(errors.map(String)).toEqual([
      'Error: What the task threw (callback) is a function, which cannot cross between a test and its workers.',
      'Error: What the task threw is a function, which cannot cross between a test and its workers.',
      'Error: What the task threw (Symbol(stop)) is a symbol, which cannot cross between a test and its workers.',
      'Error: What the task threw is a Promise, which cannot cross between a test and its workers.',
      'Error: What the task threw is a Proxy, which cannot cross between a test and its workers.',
    ]);
    expect(errors.every((error) => error.constructor === Error)).toBe(true);
  });
});

test('nothing that is thrown makes packing throw, or loses its message', () => {
  const trap = (): never => assert.fail('trapped');
  const traps = { get: trap, has: trap, ownKeys: trap, getPrototypeOf: trap, getOwnPropertyDescriptor: trap };
  const hostile = Object.setPrototypeOf(new Error('kept'), new Proxy({}, traps)) as Error;

  expect((unpack(packError(hostile)) as Error).message).toBe('kept');

  const spy = jest.spyOn(Object, 'getOwnPropertyNames').mockImplementationOnce(trap);
  const unreadable = unpack(packError(new Error('lost'))) as Error;
  spy.mockRestore();
  expect(String(unreadable)).toBe('Error: What the task threw cannot be packed (trapped): lost');
});
