import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { processorTimeOfChildren } from '../../src/suite/processor-time';
import { workersOf } from '../../src/suite/workers-of';

describe('the workers of files', () => {
  test('are the first ones in turn, then whoever has ended', () => {
    expect([...workersOf(['a', 'b', 'c', 'd'], ['b', 'c', 'a'], 2)]).toEqual([['a', 1], ['b', 2], ['c', 2], ['d', 2]]); // prettier-ignore
  });

  test('are unknown while the end is unknown that made room', () => {
    expect([...workersOf(['a', 'b', 'c'], ['a'], 1)]).toEqual([['a', 1], ['b', 1]]); // prettier-ignore
  });

  test('are those of a pool that hands out files so', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 1 }), fc.integer({ min: 1, max: 5 }), (which, most) => {
        const [starts, ends, truth]: [number[], number[], Map<number, number>] = [[], [], new Map()];
        const running: { file: number; worker: number }[] = [];
        const start = (worker: number): void => {
          if (starts.length === which.length) return;
          truth.set(starts.length, worker);
          running.push({ file: starts.length, worker });
          starts.push(starts.length);
        };
        for (let worker = 1; worker <= most; worker++) start(worker);
        for (const choice of which) {
          const [{ file, worker }] = running.splice(choice % running.length, 1) as [(typeof running)[number]];
          start(worker);
          ends.push(file);
        }

        expect(workersOf(starts, ends, most)).toEqual(truth);
      }),
    );
  });
});

describe('the processor time of children', () => {
  test('is told by the fields of /proc/self/stat, whatever the program is called', () => {
    const stat = '2588 (a ) b) R 2502 2502 17489 0 -1 4194304 97 0 0 0 7 8 120 34 20 0 1 0 1274731';

    expect(processorTimeOfChildren(() => stat)).toBe(1540);
  });

  test('is unknown where nothing tells', () => {
    const missing = () => {
      throw new Error('ENOENT');
    };

    expect(processorTimeOfChildren(missing)).toBeUndefined();
    expect(processorTimeOfChildren(() => 'x (y) R')).toBeUndefined();
  });
});
