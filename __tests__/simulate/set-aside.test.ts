import { AsyncLocalStorage } from 'node:async_hooks';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { compute, simulate } from '../../src';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const immediate = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Runs a body that is told how to note what happens; all that happened, in order. */
async function orderOf(body: (note: (what: string) => void) => unknown): Promise<readonly string[]> {
  const order: string[] = [];
  await simulate(async () => {
    await body((what) => order.push(what));
    await sleep(100);
  });
  return order;
}

/** Blocks the loop in one event and goes on in it, while a timer reads a file late. */
async function interrupt(note: (what: string) => void, goOn: () => void): Promise<void> {
  setTimeout(() => void readFile(__filename).then(() => note('read')), 10);
  await compute(20);
  // The first immediates still come before the late timer, as in Node.
  setImmediate(goOn);
}

describe('late timers', () => {
  test('come to rest, with all that they leave behind, before the event that blocked the loop goes on', async () => {
    const order = await orderOf((note) =>
      interrupt(note, () => {
        for (let hop = 1; hop <= 3; hop += 1) setImmediate(note, `hop ${hop}`);
      }),
    );

    expect(order).toEqual(['read', 'hop 1', 'hop 2', 'hop 3']);
  });

  test('that leave only promises and ticks behind follow one another', async () => {
    const order = await orderOf(async (note) => {
      for (const name of ['a', 'b']) {
        setTimeout(() => {
          note(name);
          process.nextTick(note, `${name}: tick`);
          void Promise.resolve().then(() => note(`${name}: promise`));
        }, 10);
      }
      await immediate();
      await compute(20);
      setImmediate(note, 'immediate');
      await Promise.resolve();
    });

    expect(order).toEqual(['a', 'a: tick', 'a: promise', 'b', 'b: tick', 'b: promise', 'immediate']);
  });

  test('come after real work that was asked for before', async () => {
    const order = await orderOf(async (note) => {
      setTimeout(note, 10, 'late');
      await compute(20);
      await readFile(__filename);
      await immediate();
      note('read');
    });

    expect(order).toEqual(['read', 'late']);
  });

  test('that interrupt one which interrupted let the last go on first', async () => {
    const order = await orderOf(async (note) => {
      setTimeout(() => {
        note('first');
        setTimeout(() => void readFile(__filename).then(() => note('second')), 5);
        setImmediate(() => {
          void compute(10);
          setImmediate(note, 'of the first');
        });
      }, 10);
      await compute(20);
      setImmediate(() => setImmediate(note, 'of the body'));
    });

    expect(order).toEqual(['first', 'second', 'of the first', 'of the body']);
  });
});

describe('an immediate that was set aside', () => {
  test('keeps its context', async () => {
    const store = new AsyncLocalStorage<string>();
    const order = await orderOf((note) =>
      interrupt(note, () => store.run('mine', () => setImmediate(() => note(String(store.getStore()))))),
    );

    expect(order).toEqual(['read', 'mine']);
  });

  test.each<[string, (handle: NodeJS.Immediate) => void]>([
    ['clearImmediate', (handle) => clearImmediate(handle)],
    ['its own Symbol.dispose', (handle) => handle[Symbol.dispose]()],
  ])('can be taken back by %s', async (_, takeBack) => {
    const order = await orderOf(async (note) => {
      let handle!: NodeJS.Immediate;
      setTimeout(() => {
        void readFile(__filename).then(() => {
          takeBack(handle);
          note('read');
        });
      }, 10);
      await compute(20);
      setImmediate(() => {
        handle = setImmediate(note, 'taken back');
        setImmediate(note, 'kept');
      });
    });

    expect(order).toEqual(['read', 'kept']);
  });

  test('can be taken back when it waits again', async () => {
    const order = await orderOf((note) =>
      interrupt(note, () => {
        setImmediate(() => clearImmediate(second));
        const second = setImmediate(note, 'taken back');
        setImmediate(note, 'kept');
      }),
    );

    expect(order).toEqual(['read', 'kept']);
  });

  test('runs when the simulation is over, as any other', async () => {
    const ran = new Promise<string>((resolve) => {
      void simulate(async () => {
        const read = new Promise<void>((done) => {
          setTimeout(() => void readFile(__filename).then(() => done()), 10);
        });
        await compute(20);
        setImmediate(() => setImmediate(resolve, 'ran'));
        await read;
      });
    });

    expect(await ran).toBe('ran');
  });
});
