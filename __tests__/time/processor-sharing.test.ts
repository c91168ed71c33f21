import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ProcessorSharing } from '../../src/time/processor-sharing';

/** A computation that asks for so much work at an instant; both in whole milliseconds. */
interface Asked {
  readonly at: number;
  readonly work: number;
}

/** When each is over, in the model under test. */
function ends(cores: number, asked: readonly Asked[]): number[] {
  const shared = new ProcessorSharing(cores);
  const found = new Map<number, number>();
  for (const { at, work } of asked) {
    shared.begin(work, at);
    for (const [number, end] of shared.ends(at)) found.set(number, end);
  }
  return asked.map((_, i) => found.get(i)!);
}

/** The obvious twin: everyone's own rest of work, as exact fractions, from one change to the next. */
function slowEnds(cores: number, asked: readonly Asked[]): number[] {
  // Each change divides by the number of those that share, up to 7, and by the cores: with no remainder, or it would not end.
  const unit = (2n ** 2n * 3n * 5n * 7n) ** BigInt(4 * asked.length);
  const scaled = (n: number): bigint => BigInt(n) * unit;
  const rest = new Map<number, bigint>();
  const found: number[] = [];
  let now = 0n;
  for (let begun = 0; begun < asked.length || rest.size > 0;) {
    const arrival = begun < asked.length ? scaled(asked[begun]!.at) : undefined;
    const share = BigInt(Math.max(cores, rest.size));
    const least = [...rest.values()].reduce<bigint | undefined>(
      (a, b) => (a === undefined || b < a ? b : a),
      undefined,
    );
    const end = least === undefined ? undefined : now + (least * share) / BigInt(cores);
    const next = end === undefined || (arrival !== undefined && arrival < end) ? arrival! : end;
    for (const [i, left] of rest) {
      const after = left - ((next - now) * BigInt(cores)) / share;
      if (after > 0n) rest.set(i, after);
      else {
        rest.delete(i);
        found[i] = Number(next) / Number(unit);
      }
    }
    now = next;
    if (next === arrival) {
      rest.set(begun, scaled(asked[begun]!.work));
      begun += 1;
    }
  }
  return found;
}

describe('computations that share cores', () => {
  test('run at full speed while there is a core for each', () => {
    expect(ends(2, [{ at: 0, work: 100 }, { at: 30, work: 50 }])).toEqual([100, 80]); // prettier-ignore
  });

  test('share them fairly when there are more computations than cores', () => {
    const three = Array.from({ length: 3 }, () => ({ at: 0, work: 100 }));

    expect(ends(2, three)).toEqual([150, 150, 150]);
    expect(ends(1, three)).toEqual([300, 300, 300]);
    expect(ends(Infinity, three)).toEqual([100, 100, 100]);
  });

  test('leave their share to the others when they are over', () => {
    // Until 60 ms each runs at half speed; the second then has the core to itself.
    expect(ends(1, [{ at: 0, work: 30 }, { at: 0, work: 50 }])).toEqual([60, 80]); // prettier-ignore
  });

  test('take a share from the others when they begin', () => {
    expect(ends(1, [{ at: 0, work: 30 }, { at: 10, work: 100 }])).toEqual([50, 130]); // prettier-ignore
  });

  test('that need nothing are over at once', () => {
    expect(ends(1, [{ at: 0, work: 40 }, { at: 10, work: 0 }])).toEqual([40, 10]); // prettier-ignore
  });

  test('that are called off leave their share', () => {
    const shared = new ProcessorSharing(1);
    const first = shared.begin(100, 0);
    const second = shared.begin(100, 0);

    shared.stop(first, 50);

    expect([...shared.ends(50)]).toEqual([[second, 125]]);
  });

  test('add up to whole milliseconds although their shares are thirds', () => {
    expect(ends(2, [{ at: 0, work: 100 }, { at: 0, work: 100 }, { at: 50, work: 100 }])).toEqual([125, 125, 175]); // prettier-ignore
  });

  test('end when their obvious twins do', () => {
    const askedFor = fc.record({ at: fc.nat(50), work: fc.nat(60) });
    const some = fc.array(askedFor, { maxLength: 7 }).map((all) => all.sort((a, b) => a.at - b.at));

    const manyDivisions = [[5, 52], [5, 17], [7, 18], [20, 27], [22, 23], [24, 57], [30, 29]].map(([at, work]) => ({ at: at!, work: work! })); // prettier-ignore

    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), some, (cores, asked) => {
        const [fast, slow] = [ends(cores, asked), slowEnds(cores, asked)];
        expect(fast.map((end, i) => Math.abs(end - slow[i]!) < 2e-6)).toEqual(asked.map(() => true));
      }),
      { examples: [[3, manyDivisions]] },
    );
  });
});
