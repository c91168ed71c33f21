import { describe, expect, test } from '@jest/globals';
import { span, trace } from '../../src/trace/build';
import {
  type Listener,
  asPartOf,
  judgedOf,
  listen,
  listener,
  partUnderWay,
  tellFileOver,
  tellTestOver,
  tellWhenTestIsOver,
} from '../../src/trace/listener';

describe('listener', () => {
  test('is loaded once, when there is something to tell, and told that the file is over if it was', () => {
    const said: string[] = [];
    const ours = { fileOver: () => said.push('over') } as unknown as Listener;
    listen(() => {
      said.push('loaded');
      return ours;
    });

    tellFileOver();
    expect(said).toEqual([]);
    expect([listener(), listener()]).toEqual([ours, ours]);
    tellFileOver();
    expect(said).toEqual(['loaded', 'over']);
  });
});

test('whoever has something to tell when the test is over tells it once', () => {
  const said: string[] = [];
  for (const one of ['a', 'b']) tellWhenTestIsOver(() => said.push(one));

  expect(said).toEqual([]);
  tellTestOver();
  tellTestOver();
  expect(said).toEqual(['a', 'b']);
});

describe('asPartOf', () => {
  const [body, twin] = (['body', 'twin'] as const).map((part) => ({
    name: 'two at a time',
    pool: 'asyncPool(2)',
    part,
  }));

  test('is the part under way for as long as the work lasts, and gives what it gave', async () => {
    const parts = await asPartOf(body!, async () => {
      const before = partUnderWay();
      const inside = await asPartOf(twin!, async () => Promise.resolve(partUnderWay()));
      return [before, inside, partUnderWay()];
    });

    expect(parts).toEqual([body, twin, body]);
    expect(partUnderWay()).toBeUndefined();
  });

  test('is over where the work fails', async () => {
    await expect(asPartOf(body!, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(partUnderWay()).toBeUndefined();
  });
});

describe('judgedOf', () => {
  test('is what a matcher would judge, else everything', () => {
    const [all, some] = [trace(span('a', 0, 1), span('b', 0, 1)), trace(span('a', 0, 1))];
    const refuse = () => {
      throw new Error('several sources');
    };

    expect(judgedOf(() => some, all)).toBe(some);
    expect(judgedOf(refuse, all)).toBe(all);
  });
});
