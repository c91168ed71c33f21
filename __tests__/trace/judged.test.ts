import { describe, expect, test } from '@jest/globals';
import { asyncPool, simulate } from '../../src';
import { span, trace, type SpanSketch } from '../../src/trace/build';
import type { Judged } from '../../src/trace/judged';
import { JUDGED, isJudged } from '../../src/trace/judged';
import type { Source } from '../../src/trace/span';
import { Trace } from '../../src/trace/trace';

const pool: Source = { kind: 'pool', name: 'asyncPool(2)' };
const server: Source = { kind: 'server', name: 'https://usegalaxy.org' };
const task = span('task', 0, 10, { source: pool });
const request = span('request', 1, 9, { source: server, parent: 0 });

/** Two that were asked for and never started, one of them inside the task. */
function waiting(task: SpanSketch) {
  const { spans } = trace(task);
  const asked = { input: 0, source: pool, queuedAt: 0, endedAt: 5, outcome: 'unfinished' } as const;
  const neverStarted = [
    { ...asked, id: 1, label: 'waits', parent: undefined },
    { ...asked, id: 2, label: 'waits inside', parent: 0 },
  ];
  return { spans, neverStarted };
}

const judge = (judged: Judged) => {
  const { spans } = judged[JUDGED]();
  return spans.map(({ label }) => label);
};

describe('what a trace gives to judge', () => {
  test('is the work that did not begin inside other work of the trace', () => {
    expect(judge(trace(task, request))).toEqual(['task']);
  });

  test('is the work begun inside others once the trace holds nothing else', () => {
    expect(judge(trace(task, request).only(server))).toEqual(['request']);
  });

  test('leaves out what was asked for inside others and never started', () => {
    const { spans, neverStarted } = waiting(task);
    const all = new Trace(spans, { neverStarted });

    expect(all[JUDGED]().neverStarted.map(({ label }) => label)).toEqual(['waits']);
  });

  test('must be of one source, or one must be chosen', () => {
    const side = span('request', 1, 9, { source: server });

    expect(() => judge(trace(task, side))).toThrow(
      [
        "Expected one source of work to judge, got 2: 'asyncPool(2)', 'https://usegalaxy.org'.",
        'Choose one:',
        "  run.only('asyncPool(2)')",
        "  run.only('https://usegalaxy.org')",
        "or judge several as one, in an array: expect([run.only('asyncPool(2)'), run.only('https://usegalaxy.org')])",
      ].join('\n'),
    );
  });
});

test('several servers may be judged as one, and the refusal says so', () => {
  const requests = ['https://a.example', 'https://b.example'].map((name) =>
    span('GET /', 0, 1, { source: { kind: 'server', name } }),
  );

  expect(() => judge(trace(...requests))).toThrow('or give the servers as an array, to judge as one.');
});

test('the refusal shows two of many sources in an array', () => {
  const those = ['f', 'g', 'h'].map((name) => span(name, 0, 1, { source: { kind: 'function', name } }));

  expect(() => judge(trace(...those))).toThrow(/in an array: expect\(\[run.only\('f'\), run.only\('g'\)\]\)$/);
});

test('the refusal tells to give the pool itself where several have one name, and that is judged', async () => {
  const [read, write] = [asyncPool(2), asyncPool(2)];
  const run = await simulate(async () => {
    await read.map((n: number) => n, [1, 2]);
    await write.map((n: number) => n, [3]);
  });

  expect(() => judge(run)).toThrow(
    [
      "Expected one source of work to judge, got 2: 'asyncPool(2)', 'asyncPool(2)'.",
      'Choose one:',
      "  run.only(pool), where `pool` is one of the 2 that are called 'asyncPool(2)'",
      'or judge several as one, in an array: expect([run.only(one), run.only(other)])',
    ].join('\n'),
  );
  expect(judge(run.only(write))).toEqual(['3']);
});

test('the refusal has names on one line', () => {
  const those = ['a\nb', "it's"].map((name) => span(name, 0, 1, { source: { kind: 'function', name } }));

  expect(() => judge(trace(...those))).toThrow(`got 2: 'a\\nb', "it's".\n`);
});

describe('isJudged', () => {
  test('knows what has spans to judge, made by whichever copy of the package', () => {
    expect([isJudged(trace()), isJudged({ [Symbol.for('jest-lanes.judged')]: () => trace() })]).toEqual([true, true]);
    expect([isJudged({}), isJudged(null), isJudged(undefined), isJudged('run')]).toEqual([false, false, false, false]);
  });
});
