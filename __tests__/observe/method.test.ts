import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Observed, observe, simulate, traceOf } from '../../src';

class Api {
  constructor(readonly base = 'https://a.example') {}
  async load(id: number): Promise<string> {
    return `${this.base}/${id}`;
  }
  async loadAll(ids: number[]): Promise<string[]> {
    return Promise.all(ids.map((id) => this.load(id)));
  }
}

const kept = new Api();
const original = kept.load;

describe('observe.method', () => {
  test('records the calls that the object makes of itself', async () => {
    const api = new Api();
    const load = observe.method(api, 'load');

    const run = await simulate(() => api.loadAll([1, 2]));

    expect(run.value).toEqual(['https://a.example/1', 'https://a.example/2']);
    expect(load).toRunInParallel(2);
    expect(run.only('load').spans.map(({ input }) => input)).toEqual([[1], [2]]);
    expect(load.name).toBe('load');
  });

  test('leaves a method alone that is observed already', () => {
    const api = new Api();

    expect(observe.method(api, 'load')).toBe(observe.method(api, 'load'));
  });

  test('puts the method back: inherited or own, by `using`, by restore, whatever is written', () => {
    const api = new Api();
    {
      using load = observe.method(api, 'load');
      expect(api.load).toBe(load);
    }
    expect(Object.keys(api)).toEqual(['base']);
    expect(Object.hasOwn(api, 'load')).toBe(false);

    const own = { load: original };
    observe.method(own, 'load');
    observe.restore();
    expect(Object.getOwnPropertyDescriptors(own)).toEqual(Object.getOwnPropertyDescriptors({ load: original }));
  });

  test('leaves what somebody has put there since', () => {
    const own = { load: original };
    observe.method(own, 'load');
    const spy = jest.spyOn(own, 'load');
    observe.restore();

    expect(own.load).toBe(spy);
    spy.mockRestore();
  });

  test('observes the method of a class for all of its objects', async () => {
    const load = observe.method(Api.prototype, 'load', (id) => `page ${id}`);

    await new Api().load(1);
    await new Api().load(2);

    expect(traceOf(load).spans.map(({ label }) => label)).toEqual(['page 1', 'page 2']);
  });

  test('has put that back when the test was over', () => {
    expect(Api.prototype.load).toBe(original);
    observe.method(kept, 'load');
  });

  test.each<[string, unknown, unknown, string]>([
    ['no object', 4, 'load', 'Expected `object` to be an object that has the method, got `4` (number).'],
    [
      'no such method',
      {},
      'load',
      "Expected `name` to be the name of a method of the object, got `'load'` (string).\n`load` is not there.",
    ],
    ['a field', { load: 4 }, 'load', '`load` is no function.'],
    [
      'a frozen object',
      Object.freeze({ load: original }),
      'load',
      'cannot be replaced where it is: the object is frozen, or an ES module.',
    ],
  ])('refuses %s', (_, object, name, message) => {
    expect(() => observe.method(object as never, name as never)).toThrow(message);
  });
});

describe('a method observed outside a test', () => {
  const api = new Api();
  let load: Observed<Api['load']>;

  beforeAll(() => {
    load = observe.method(api, 'load');
  });

  test.each([1, 2])('stays observed in test %d', async () => {
    await api.load(1);

    expect(traceOf(load).length).toBe(1);
  });
});

afterAll(() => {
  if (kept.load !== original) throw new Error('the method was not put back');
});
