import { describe, expect, test } from '@jest/globals';
import { span, trace } from '../../src/trace/build';
import { JUDGED } from '../../src/trace/judged';
import { Run, isRun, rememberRun, runOf } from '../../src/trace/run';
import { Trace } from '../../src/trace/trace';

const recorded = trace(span('a', 0, 10), span('b', 0, 20));
const mapped = new Run({ inputs: ['a', 'b'], results: [1, 2], value: [1, 2], elapsed: 20, trace: recorded });
const other = new Run({ value: 'done', elapsed: 20, trace: recorded });

describe('Run', () => {
  test('holds results in input order, and iterates over them', () => {
    expect([...mapped]).toEqual([1, 2]);
    expect([mapped.results, mapped.inputs, mapped.value, mapped.elapsed]).toEqual([[1, 2], ['a', 'b'], [1, 2], 20]);
  });

  test('gives results by input, the last of equal inputs counting', () => {
    expect(mapped.byInput()).toEqual(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    );

    const twice = new Run({ inputs: ['a', 'a'], results: [1, 2], value: [1, 2], elapsed: 0, trace: recorded });
    expect(twice.byInput()).toEqual(new Map([['a', 2]]));
  });

  test('has a value and no results when the body gave something else than a pool’s run', () => {
    expect(other.value).toBe('done');
    for (const [member, read] of [
      ['results', () => other.results],
      ['inputs', () => other.inputs],
      ['byInput()', () => other.byInput()],
      ['results', () => [...other]],
    ] as const) {
      expect(read).toThrow(`Expected the body to give a pool's run, which alone has \`${member}\`. Use \`run.value\`.`);
    }
  });

  test('can be shown by Jest where it differs, whatever the body gave', () => {
    for (const run of [mapped, other]) {
      expect(() => expect({ run }).toEqual({ run: 3 })).toThrow(/"run": Run {/);
      expect(() => expect({ run }).toEqual({ run: new Run({ value: 'else', elapsed: 20, trace: recorded }) })).toThrow(
        /"value": "else"/,
      );
    }
  });

  test('is judged by the spans it names, else by the top-level spans of its trace', () => {
    const judged = recorded.filter((span) => span.label === 'a');

    expect(new Run({ value: 0, elapsed: 0, trace: recorded, judged })[JUDGED]()).toBe(judged);
    expect(mapped[JUDGED]().spans).toEqual(recorded.spans);
  });

  test('narrows to one source', () => {
    expect(mapped.only('by hand').spans).toEqual(recorded.spans);
  });

  test('knows the seed of its recording', () => {
    const seeded = new Trace(recorded.spans, { recording: { seed: 7 } });

    expect(mapped.seed).toBeUndefined();
    expect(new Run({ value: 0, elapsed: 0, trace: seeded }).seed).toBe(7);
  });

  test('knows the order of its results, if it has any', () => {
    const facts = { results: [2, 1], value: [2, 1], elapsed: 0, trace: recorded };

    expect([mapped.resultsIn, other.resultsIn]).toEqual(['input', undefined]);
    expect(new Run({ ...facts, resultsIn: 'finish' }).resultsIn).toBe('finish');
    expect(new Run({ value: 0, elapsed: 0, trace: recorded, resultsIn: 'finish' }).resultsIn).toBeUndefined();
  });

  test('lists the timers that outlived it, of which there are none unless it is told', () => {
    const leaky = mapped.withLeaks(['setTimeout of 5 ms']);

    expect([mapped.leaks, leaky.leaks]).toEqual([[], ['setTimeout of 5 ms']]);
    expect([leaky.results, leaky.inputs, leaky.value, leaky.elapsed]).toEqual([[1, 2], ['a', 'b'], [1, 2], 20]);
  });
});

describe('runOf', () => {
  test('finds the run an error came out of, and leaves the error as it was', () => {
    const error = Object.freeze(new Error('no'));
    rememberRun(error, mapped);

    expect(runOf(error)).toBe(mapped);
    expect(Object.keys(error)).toEqual([]);
  });

  test('finds the last run of what was thrown again, be it a function', () => {
    const thrown = () => 0;
    rememberRun(thrown, other);
    rememberRun(thrown, mapped);

    expect(runOf(thrown)).toBe(mapped);
  });

  test('finds nothing for other errors, nor for what is no object', () => {
    for (const thrown of ['no', null, undefined]) rememberRun(thrown, mapped);

    expect([runOf(null), runOf(undefined)]).toEqual([undefined, undefined]);
    expect(runOf('no')).toBeUndefined();
    expect(runOf(new Error('another'))).toBeUndefined();
  });
});

describe('isRun', () => {
  test('knows runs of any copy of the package by their mark', () => {
    expect([isRun(mapped), isRun({ [Symbol.for('jest-lanes.run')]: true })]).toEqual([true, true]);
    expect([isRun({}), isRun(null), isRun('run'), isRun(() => mapped)]).toEqual([false, false, false, false]);
  });
});
