import { afterAll, describe, expect, test } from '@jest/globals';
import * as shapes from '../src/shapes';
import fetchIt, { fetchVersion, fetchVersion as renamed } from '../src/fetch-version';
import { closeWorker, foundAt, inWorker, refusalOf } from './in-worker';

afterAll(closeWorker);

export const exported = (n: number): number => n + 1;

function declared(n: number): number {
  return n < 2 ? 1 : n * declared(n - 1);
}

describe('a function of the test file', () => {
  test('is sent by its source', async () => {
    expect(foundAt((n: number) => n + 1)).toBe('source');
    expect(await inWorker((n: number) => n + 1, 1)).toBe(2);
    expect(await inWorker(async (n: number) => Promise.resolve(n + 1), 1)).toBe(2);
    expect(await inWorker(declared, 5)).toBe(120);
  });

  test('is sent by its source even if it is exported', async () => {
    expect(foundAt(exported)).toBe('source');
    expect(await inWorker(exported, 1)).toBe(2);
  });

  test('has defaults, patterns and branches', async () => {
    const fn = ({ a, b: [c = 3] }: { a: number; b: number[] }, ...rest: number[]) => {
      if (a > 1) return [a, c, ...rest];
      else return { ...{ a }, c };
    };

    expect(await inWorker(fn, { a: 2, b: [] }, 7, 8)).toEqual([2, 3, 7, 8]);
    expect(await inWorker(fn, { a: 1, b: [] })).toEqual({ a: 1, c: 3 });
  });

  test('is a method', async () => {
    const methods = {
      twice(n: number) {
        return n * 2;
      },
      async later(n: number) {
        return Promise.resolve(n * 3);
      },
      ['com' + 'puted'](n: number) {
        return n * 4;
      },
      get half() {
        return 2;
      },
    };

    expect(await inWorker(methods.twice, 2)).toBe(4);
    expect(await inWorker(methods.later, 2)).toBe(6);
    expect(await inWorker(methods.computed!, 2)).toBe(8);
    expect(await inWorker(Object.getOwnPropertyDescriptor(methods, 'half')!.get!)).toBe(2);
  });

  test('uses what Node has', async () => {
    expect(await inWorker((path: string) => new URL(path, 'https://x.example').href, 'a')).toBe('https://x.example/a');
    expect(await inWorker(() => process.pid)).not.toBe(process.pid);
  });

  test('requires, from where it is written', async () => {
    expect(await inWorker((server: string) => require('../src/fetch-version').fetchVersion(server), 'eu')).toBe(
      'eu 24.1',
    );
    expect(await inWorker(() => require('node:path').basename(__filename))).toBe('by-source.test.ts');
  });

  test('imports', async () => {
    expect(await inWorker(async (path: string) => (await import('node:path')).basename(path), 'a/b')).toBe('b');
  });

  test('is told by its own `this` and `arguments`', async () => {
    expect(
      await inWorker(function (this: unknown) {
        return typeof this;
      }),
    ).toBe('undefined');
    expect(
      await inWorker(function (_a: number) {
        return arguments.length;
      }, 1),
    ).toBe(1);
  });
});

describe('is refused, by name, what it captures', () => {
  const factor = 2;
  const add = (n: number) => n + 1;

  test('of variables', () => {
    expect(refusalOf((n: number) => add(n) * factor)).toMatchInlineSnapshot(`
     "UsageError: Expected \`fn\` to be a function that a worker can be sent, got \`[Function]\` (function).
     A function that no worker can import is sent by its source, and this one captures \`add\` and \`factor\`.
     Pass them in with the input, or move the function to a module and import it."
    `);
  });

  test('of imports, in the words of the author', () => {
    expect(refusalOf((s: string) => fetchVersion(s))).toMatchInlineSnapshot(`
     "UsageError: Expected \`fn\` to be a function that a worker can be sent, got \`[Function]\` (function).
     A function that no worker can import is sent by its source, and this one captures \`fetchVersion\`.
     Pass it in with the input, or move the function to a module and import it."
    `);
    expect(refusalOf((s: string) => fetchIt(s))).toMatchInlineSnapshot(`
     "UsageError: Expected \`fn\` to be a function that a worker can be sent, got \`[Function]\` (function).
     A function that no worker can import is sent by its source, and this one captures \`fetchIt\`.
     Pass it in with the input, or move the function to a module and import it."
    `);
    expect(refusalOf((s: string) => shapes.area({ width: s.length, height: 1 }))).toMatchInlineSnapshot(`
     "UsageError: Expected \`fn\` to be a function that a worker can be sent, got \`[Function]\` (function).
     A function that no worker can import is sent by its source, and this one captures \`shapes\`.
     Pass it in with the input, or move the function to a module and import it."
    `);
    expect(refusalOf((s: string) => renamed(s))).toMatch(/captures `(fetchVersion|renamed)`/);
  });

  test('and if it goes by the name of an import, which was not found, how to name it by hand', () => {
    const { fetchVersion: lookalike } = { fetchVersion: (n: number) => n * factor };

    expect(refusalOf(lookalike)).toMatchInlineSnapshot(`
     "UsageError: Expected \`fn\` to be a function that a worker can be sent, got \`[Function fetchVersion]\` (function).
     The test file imports it from '../src/fetch-version', but no module that Jest has loaded is known to export it.
     Name it by hand: \`task(require.resolve('../src/fetch-version'), 'fetchVersion')\`."
    `);
  });

  test('of what only a test has', () => {
    expect(refusalOf(() => expect(1))).toMatchInlineSnapshot(`
     "UsageError: Expected \`fn\` to be a function that a worker can be sent, got \`[Function]\` (function).
     A function that no worker can import is sent by its source, and this one captures \`expect\`.
     Pass it in with the input, or move the function to a module and import it."
    `);
  });

  test('of `this` and `super` around it', () => {
    class Base {
      name() {
        return 1;
      }
    }
    class Own extends Base {
      factor = 1;
      arrow = (n: number) => n * this.factor;
      override name() {
        return super.name();
      }
    }
    expect(refusalOf(new Own().arrow)).toMatchInlineSnapshot(`
     "UsageError: Expected \`fn\` to be a function that a worker can be sent, got \`[Function]\` (function).
     A function that no worker can import is sent by its source, and this one captures \`this\`.
     Pass it in with the input, or move the function to a module and import it."
    `);
    expect(refusalOf(new Own().name)).toMatchInlineSnapshot(`
     "UsageError: Expected \`fn\` to be a function that a worker can be sent, got \`[Function name]\` (function).
     A function that no worker can import is sent by its source, and this one captures \`super\`.
     Pass it in with the input, or move the function to a module and import it."
    `);
  });

  test('or what has no source', () => {
    expect(refusalOf(add.bind(null))).toMatchInlineSnapshot(`
     "UsageError: Expected \`fn\` to be a function that a worker can be sent, got \`[Function bound add]\` (function).
     It is bound or native, and so has no source.
     Move the function to a module and import it."
    `);
    expect(refusalOf(class Task {})).toMatchInlineSnapshot(`
     "UsageError: Expected \`fn\` to be a function that a worker can be sent, got \`[Function Task]\` (function).
     It is a class: a task is called without \`new\`.
     Write \`(input) => new Name(input)\` in a module."
    `);
    expect(refusalOf(7)).toMatchInlineSnapshot(`"UsageError: Expected \`fn\` to be a function, got \`7\` (number)."`);
  });
});
