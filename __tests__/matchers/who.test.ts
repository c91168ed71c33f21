import { describe, expect, test } from '@jest/globals';
import { inASentence, lanesInWords, ranInWorkers, who, whoInLanes } from '../../src/matchers/who';
import { span, trace } from '../../src/trace/build';

const many = (count: number) => trace(...Array.from({ length: count }, (_, i) => span(`t${i}`, i, i + 1))).spans;

describe('tasks in a sentence', () => {
  test('are named up to five, and of more how many there are', () => {
    expect(who(many(1))).toBe('t0');
    expect(who(many(5))).toBe('t0, t1, t2, t3, t4');
    expect(who(many(6))).toBe('t0, t1, t2, t3, t4 and 1 more');
  });

  test('have their lanes if any of them ran in a worker', () => {
    const [a, b] = trace(span('a', 0, 9, { lane: 2 }), span('b', 1, 9, { lane: 0, worker: { pid: 7 } })).spans;

    expect(whoInLanes([a!, b!])).toBe('a in lane 2, b in lane 0');
    expect(whoInLanes([a!])).toBe('a');
    expect([ranInWorkers([a!, b!]), ranInWorkers([a!]), ranInWorkers([])]).toEqual([true, false, false]);
  });

  test('lie in lanes that are named', () => {
    expect(lanesInWords([1])).toBe('lane 1');
    expect(lanesInWords([0, 2])).toBe('lanes 0 and 2');
    expect(lanesInWords([0, 1, 2])).toBe('lanes 0, 1, and 2');
  });

  test('have labels of forty characters on one line', () => {
    expect(inASentence('a\nb')).toBe('a\\nb');
    expect(inASentence('x'.repeat(40))).toBe('x'.repeat(40));
    expect(inASentence('x'.repeat(41))).toBe(`${'x'.repeat(39)}~`);
  });
});
