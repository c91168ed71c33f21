import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pack, unpack } from '../../src/crossing/pack';
import type { Channel, ChannelName } from './channels';
import { CHANNELS } from './channels';
import { VALUES, deepList, isSame } from './values';

/** What Jest's own equality does not compare, not even with itself. */
const LOST_ON_JEST = ['an invalid date'];

describe.each(Object.keys(CHANNELS) as ChannelName[])('through %s and back', (name) => {
  let channel: Channel;
  beforeAll(() => void (channel = CHANNELS[name]()));
  afterAll(() => channel.close());

  const bounced = async (value: unknown): Promise<any> => unpack(await channel.call('bounce', pack(value, 'value')));

  test.each(Object.keys(VALUES))('%s arrives as it was', async (what) => {
    const value = VALUES[what]!();

    const { isTheSame, back } = await channel.call('echo', pack(value, 'value'), what);

    expect(isTheSame).toBe(true);
    expect(isSame(unpack(back), value)).toBe(true);
    if (!LOST_ON_JEST.includes(what)) expect(unpack(back)).toStrictEqual(value);
  });

  test('what comes back is of the realm of the test, at every depth', async () => {
    const deep = { list: [{ map: new Map([[{}, new Set([new Date(0)])]]) }], error: new TypeError('no') };

    const back = await bounced(deep);

    const [[key, set]] = [...back.list[0].map] as [[object, Set<Date>]];
    expect([back, back.list[0], key].every((object) => object instanceof Object)).toBe(true);
    expect(back.list).toBeInstanceOf(Array);
    expect(set).toBeInstanceOf(Set);
    expect([...set][0]).toBeInstanceOf(Date);
    expect(back.error).toBeInstanceOf(TypeError);
    expect(back).toEqual({ list: [{ map: expect.any(Map) }], error: expect.any(Error) });
    expect(() => {
      throw back.error;
    }).toThrow(TypeError);
  });

  test('one object in two places stays one, and circles close', async () => {
    const shared = { n: 1 };
    const bytes = new Uint8Array([1, 2, 3, 4]);
    const circle: Record<string, unknown> = { shared, again: [shared], bytes, part: bytes.subarray(1, 3) };
    circle['self'] = new Map([[circle, circle]]);

    const back = await bounced(circle);

    expect(back.again[0]).toBe(back.shared);
    expect([...back.self]).toEqual([[back, back]]);
    back.bytes[1] = 99;
    expect(back.part).toStrictEqual(new Uint8Array([99, 3]));
  });

  test('a list of any depth crosses', async () => {
    let [depth, at] = [0, await bounced(deepList())];

    while ((at = at.next) !== undefined) depth++;

    expect(depth).toBe(20_000);
  });
});

test('a thread sees the same memory', async () => {
  const channel = CHANNELS["jest-worker's thread"]();
  const shared = new Int32Array(new SharedArrayBuffer(8));

  const packed = pack([shared, shared.buffer], 'memory', { sharesMemory: true });
  const [view, memory] = unpack(await channel.call('bounce', packed)) as [Int32Array, SharedArrayBuffer];
  await channel.close();

  Atomics.store(shared, 1, 42);
  expect(view[1]).toBe(42);
  expect(memory).toBe(view.buffer);
  expect(memory).toBeInstanceOf(SharedArrayBuffer);
});

test('arrays and bytes of a class cross as plain ones, and its constructor is not called', () => {
  class Named extends Array<unknown> {
    constructor(name: unknown) {
      super();
      if (typeof name !== 'string') throw new Error('It needs a name.');
    }
  }
  class Page extends ArrayBuffer {
    constructor(number: number) {
      super(4);
      if (number !== 1) throw new Error('There is one page.');
    }
  }
  const [primitives, objects] = [new Named('a'), new Named('b')];
  primitives.push(1, 'two');
  objects.push({ three: 3 });

  const back = unpack(structuredClone(pack([primitives, objects, new Page(1)], 'value')));

  expect(back).toStrictEqual([[1, 'two'], [{ three: 3 }], new ArrayBuffer(4)]);
});
