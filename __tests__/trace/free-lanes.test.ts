import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FreeLanes } from '../../src/trace/free-lanes';

describe('FreeLanes', () => {
  test('gives the lowest lane that is free', () => {
    const lanes = new FreeLanes();

    expect([lanes.take(), lanes.take(), lanes.take()]).toEqual([0, 1, 2]);
    lanes.release(1);
    lanes.release(0);
    expect([lanes.take(), lanes.take(), lanes.take()]).toEqual([0, 1, 3]);
  });

  test('gives the lowest of many that are free, in whatever order they were released', () => {
    const lanes = new FreeLanes();
    for (let lane = 0; lane < 8; lane++) lanes.take();

    for (const lane of [0, 5, 2, 7, 4, 1, 6, 3]) lanes.release(lane);
    expect(Array.from({ length: 9 }, () => lanes.take())).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('agrees with a search from the bottom, whatever is taken and released', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(59), { freq: 1 }), { size: 'max', maxLength: 120 }), (acts) => {
        const lanes = new FreeLanes();
        const taken: number[] = [];
        for (const act of acts) {
          if (act === null || taken.length === 0) {
            const lowest = [...Array(121).keys()].find((lane) => !taken.includes(lane));
            expect(lanes.take()).toBe(lowest);
            taken.push(lowest!);
          } else {
            const [released] = taken.splice(act % taken.length, 1);
            lanes.release(released!);
          }
        }
      }),
    );
  });
});
