import { describe, expect, test } from '@jest/globals';
import { span, trace } from '../../src/trace/build';
import { JUDGED, isJudged } from '../../src/trace/judged';
import type { Source } from '../../src/trace/span';

const pool: Source = { kind: 'pool', name: 'asyncPool(2)' };
const server: Source = { kind: 'server', name: 'https://usegalaxy.org' };
const task = span('task', 0, 10, { source: pool });
const request = span('request', 1, 9, { source: server, parent: 0 });

describe('what a trace gives to judge', () => {
  test('is the work that did not begin inside other work of the trace', () => {
    expect(
      trace(task, request)
        [JUDGED]()
        .spans.map(({ label }) => label),
    ).toEqual(['task']);
  });

  test('is the work begun inside others once the trace holds nothing else', () => {
    expect(
      trace(task, request)
        .only(server)
        [JUDGED]()
        .spans.map(({ label }) => label),
    ).toEqual(['request']);
  });

  test('must be of one source, or one must be chosen', () => {
    const side = span('request', 1, 9, { source: server });

    expect(() => trace(task, side)[JUDGED]()).toThrow(
      [
        "Expected one source of work to judge, got 2: 'asyncPool(2)', 'https://usegalaxy.org'.",
        'Choose one:',
        "  run.only('asyncPool(2)')",
        "  run.only('https://usegalaxy.org')",
      ].join('\n'),
    );
  });
});

describe('isJudged', () => {
  test('knows what has spans to judge', () => {
    expect(isJudged(trace())).toBe(true);
    expect([isJudged({}), isJudged(null), isJudged('run')]).toEqual([false, false, false]);
  });
});
