import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { span, trace } from '../../src/trace/build';
import { inFlight, stretchesWhere } from '../../src/trace/in-flight';
import { anyTrace } from './arbitrary-trace';

/** One at 0, two from 10 to 20, one until 40, none until 50, one until 60. */
const { spans } = trace(span('a', 0, 40), span('b', 10, 20), span('c', 50, 60));
const stairs = inFlight(spans);

describe('inFlight', () => {
  test('has a stair for each start and each end, with its step and its instant', () => {
    expect([...stairs.steps]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...stairs.at]).toEqual([0, 10, 20, 40, 50, 60]);
    expect([...stairs.counts]).toEqual([1, 2, 1, 0, 1, 0]);
  });

  test('agrees with counting after each step', () => {
    fc.assert(
      fc.property(anyTrace(), (those) => {
        const { steps, counts } = inFlight(those.spans);
        const isThere = (step: number) =>
          those.spans.filter(({ startStep, endStep }) => startStep <= step && step < endStep).length;

        // What is unfinished shares the last step, at which all of it is over.
        expect([...counts].filter((_, i) => steps[i] !== steps.at(-1))).toEqual(
          [...steps].filter((step) => step !== steps.at(-1)).map(isThere),
        );
        expect(counts.at(-1) ?? 0).toBe(0);
      }),
    );
  });
});

describe('stretchesWhere', () => {
  test('gives each stretch from its first step to the one that ends it', () => {
    expect(stretchesWhere(stairs, (count) => count === 2)).toEqual([
      { fromStep: 1, untilStep: 2, from: 10, until: 20 },
    ]);
  });

  test('makes one stretch of stairs that follow one another', () => {
    expect(stretchesWhere(stairs, (count) => count > 0)).toEqual([
      { fromStep: 0, untilStep: 3, from: 0, until: 40 },
      { fromStep: 4, untilStep: 5, from: 50, until: 60 },
    ]);
  });

  test('ends with the trace what is so until then', () => {
    expect(stretchesWhere(stairs, (count) => count === 0)).toEqual([
      { fromStep: 3, untilStep: 4, from: 40, until: 50 },
      { fromStep: 5, untilStep: 5, from: 60, until: 60 },
    ]);
  });

  test('makes one stretch of the whole trace where it is always so', () => {
    expect(stretchesWhere(stairs, () => true)).toEqual([{ fromStep: 0, untilStep: 5, from: 0, until: 60 }]);
  });

  test('gives none where it is never so, and none of nothing', () => {
    expect(stretchesWhere(stairs, (count) => count > 2)).toEqual([]);
    expect(stretchesWhere(inFlight([]), () => true)).toEqual([]);
  });
});
