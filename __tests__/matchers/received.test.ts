import { describe, expect, test } from '@jest/globals';
import { asyncPool, observe, slowServer, sweepPoolSizes } from '../../src';
import { kindInWords, kindOf, traceToJudge } from '../../src/matchers/received';
import { JUDGED } from '../../src/trace/judged';
import { rememberRun } from '../../src/trace/run';
import { Trace } from '../../src/trace/trace';
import { abc, pool, simulated } from './sample';

const server = { [JUDGED]: () => abc };
const thrown = new Error('no');
rememberRun(thrown, simulated(abc));

describe('what expect(…) was given', () => {
  test.each<[string, unknown]>([
    ['run', simulated(abc)],
    ['run', thrown],
    ['trace', abc],
    ['function', () => 0],
    ['function', observe(() => 0)],
    ['functions', [observe(() => 0), observe(() => 1)]],
    ['servers', [server, server]],
    ['traces', [abc, abc]],
    ['array', [server, observe(() => 0)]],
    ['array', [server, 4]],
    ['array', []],
    ['server', server],
    ['received', 4],
  ])('is called a %s', (kind, received) => {
    expect(kindOf(received)).toBe(kind);
  });

  test.each<[string, unknown]>([
    ['a run', simulated(abc)],
    ['an array', []],
    ['servers', [server, server]],
    ['an array', [server, observe(() => 0)]],
    ['this', 4],
  ])('is %s in a sentence', (words, received) => {
    expect(kindInWords(received)).toBe(words);
  });

  test('may be a sweep', async () => {
    const sweep = await sweepPoolSizes([1, 2], (size) =>
      asyncPool(size).map((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)), [9, 9]),
    );

    expect(kindOf(sweep)).toBe('sweep');
  });

  test('is judged if all of it can be', () => {
    expect(traceToJudge([server]).spans).toEqual(abc.spans);
    expect(() => traceToJudge([server, 4])).toThrow('to be given a run, a trace, an observed function');
  });

  test('is no error that came out of no run, and that is shown on one line', () => {
    expect(() => traceToJudge(new TypeError('no\nway'))).toThrow(
      /slow server or an array of these, got `\[TypeError: no]` \(object\)\.\nNo run rejected with it: /,
    );
  });

  test.each([
    [1, ' 1 was queued and never started.'],
    [2, ' 2 were queued and never started.'],
  ])('proves nothing if nothing of it started, and %i waited', (count, said) => {
    const waits = { label: 'w', input: 0, source: pool, parent: undefined, queuedAt: 0, endedAt: 5 };
    const neverStarted = Array.from({ length: count }, (_, id) => ({ ...waits, id, outcome: 'unfinished' as const }));

    expect(() => traceToJudge(new Trace([], { neverStarted }))).toThrow(
      `Expected \`expect(…)\` to be given work that was recorded, got a trace without any.${said}\nOf an empty trace`,
    );
  });

  test('names the observed functions that were not called', () => {
    const [load, save] = [observe(() => 0, 'load'), observe(() => 1, 'save')];

    expect(() => traceToJudge(load)).toThrow('got a function without any. `load` was not called.\nOf an empty trace');
    expect(() => traceToJudge([load, save])).toThrow('got functions without any. `load` and `save` were not called.\n');
    expect(() => traceToJudge([load, slowServer('https://a.example')])).toThrow(
      'got an array without any. `load` was not called.\n',
    );
  });

  test.each<[string, unknown, RegExp]>([
    ['a promise', Promise.resolve(), /\nAwait it first: `expect\(await simulate\(…\)\)`, or use `.resolves`.$/],
    ['a function', () => 0, /\nRun it first: `expect\(await simulate\(…\)\)`; or observe it: `observe\(fn\)`.$/],
    ['a number', 4, /got `4` \(number\).$/],
  ])('is refused with advice if it is %s', (_what, received, message) => {
    expect(() => traceToJudge(received)).toThrow(message);
  });
});
