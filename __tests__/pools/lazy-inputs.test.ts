import { describe, expect, test } from '@jest/globals';
import { lazyInputs } from '../../src/pools/lazy-inputs';
import { failureOf, latch, range } from './contract/tasks';

const nobody = () => undefined;

async function turn(): Promise<void> {
  await new Promise(setImmediate);
}

describe('lazyInputs of an iterable', () => {
  test('gives pieces of one size, the last may be smaller', () => {
    const inputs = lazyInputs(range(5), 2, nobody);

    expect([inputs.take(), inputs.take(), inputs.take(), inputs.take()]).toEqual([[0, 1], [2, 3], [4], undefined]);
    expect(inputs.isAtEnd).toBe(true);
  });

  test('gives what came before the inputs threw', () => {
    const error = new Error('no');
    function* inputs() {
      yield 0;
      throw error;
    }
    const lazy = lazyInputs(inputs(), 2, nobody);

    expect(lazy.take()).toEqual([0]);
    expect(lazy.take()).toBeUndefined();
    expect(lazy.failure).toEqual({ status: 'rejected', reason: error });
  });

  test('closes the inputs once, and not after their end', async () => {
    let closed = 0;
    const inputs = () => {
      const iterator = range(2)[Symbol.iterator]();
      return {
        [Symbol.iterator]: () => ({
          next: () => iterator.next(),
          return: () => ({ done: true, value: (closed += 1) }),
        }),
      };
    };
    const left = lazyInputs(inputs() as unknown as Iterable<number>, 1, nobody);
    await left.close();
    await left.close();
    expect(closed).toBe(1);

    const read = lazyInputs(inputs() as unknown as Iterable<number>, 3, nobody);
    read.take();
    await read.close();
    expect(closed).toBe(1);
  });

  test('closes inputs that know of no closing', async () => {
    const lazy = lazyInputs(range(3), 1, nobody);

    await lazy.close();

    expect(lazy.take()).toBeUndefined();
  });
});

describe('lazyInputs of an async iterable', () => {
  test('reads no more once it is closed, in the middle of a piece', async () => {
    const answer = latch();
    let asked = 0;
    const inputs = {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          asked += 1;
          await answer.opened;
          return { done: false as const, value: asked };
        },
      }),
    };
    const lazy = lazyInputs(inputs, 3, nobody);
    lazy.take();

    await lazy.close();
    answer.open();
    await turn();

    expect(asked).toBe(1);
  });

  test('announces each piece, and the end', async () => {
    const heard: unknown[] = [];
    async function* inputs() {
      yield* range(3);
    }
    const lazy = lazyInputs(inputs(), 2, () => heard.push(lazy.take(), lazy.isAtEnd));

    expect(lazy.take()).toBeUndefined();
    expect(lazy.take()).toBeUndefined();
    await turn();
    expect(heard).toEqual([[0, 1], false]);

    lazy.take();
    await turn();
    expect(heard.slice(2)).toEqual([[2], true]);
  });

  test('reads nothing before it is asked', async () => {
    let read = 0;
    const lazy = lazyInputs(
      { [Symbol.asyncIterator]: () => ({ next: async () => ({ value: (read += 1) }) }) },
      1,
      nobody,
    );
    await turn();
    expect(read).toBe(0);

    lazy.take();
    await turn();
    expect(read).toBe(1);
  });

  test('drops what arrives after it was closed', async () => {
    const { opened, open } = latch();
    let announced = 0;
    async function* inputs() {
      await opened;
      yield 1;
    }
    const lazy = lazyInputs(inputs(), 1, () => (announced += 1));
    lazy.take();

    await lazy.close();
    open();
    await turn();

    expect(lazy.take()).toBeUndefined();
    expect([lazy.isAtEnd, announced]).toEqual([true, 0]);
  });

  test('hears nothing of a close that fails while a piece is on its way: nobody waits for it', async () => {
    const { opened: never } = latch();
    const next = () => never.then(() => ({ done: true as const, value: undefined }));
    const inputs = { next, return: () => Promise.reject(new Error('cannot close')) };
    const lazy = lazyInputs({ [Symbol.asyncIterator]: () => inputs }, 1, nobody);
    lazy.take();

    expect(await lazy.close()).toBeUndefined();
    await turn();
  });

  test('rejects a close that fails, and closes inputs that know of no closing', async () => {
    const next = async () => ({ done: false, value: 0 });
    const error = new Error('cannot close');
    const closing = { [Symbol.asyncIterator]: () => ({ next, return: () => Promise.reject(error) }) };

    expect(await failureOf(lazyInputs(closing, 1, nobody).close())).toBe(error);
    expect(await lazyInputs({ [Symbol.asyncIterator]: () => ({ next }) }, 1, nobody).close()).toBeUndefined();
  });
});
