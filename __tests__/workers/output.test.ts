import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { processPool, simulate, threadPool, type Pool, type Trace } from '../../src';
import './engines';
import { printAndNap } from './tasks/printing';

const makers = { processPool, threadPool };
const made: Pool[] = [];

afterAll(async () => {
  for (const pool of made) await pool[Symbol.asyncDispose]();
});

const outputOf = (trace: Trace): Record<string, string[]> =>
  Object.fromEntries(
    trace.spans.map(({ label, output = [] }) => [
      label,
      output.map(({ stream, text, at }) => `${stream} ${at}: ${text}`),
    ]),
  );

/** All that was printed, as people would have read it on a terminal. */
const asPrinted = (trace: Trace): string[] =>
  trace.spans
    .flatMap(({ output = [] }) => output)
    .sort((a, b) => a.order - b.order)
    .map(({ text }) => text.trimEnd());

describe.each(Object.entries(makers))('what tasks print in a %s', (_, make) => {
  test('interleaves, and is kept by task, in order, with its stream and its instant', async () => {
    const pool = make(2);
    made.push(pool);

    const { trace } = await simulate(() => pool.map(printAndNap, ['a', 'b', 'c']));

    expect(outputOf(trace)).toEqual({
      a: ['stdout 0: a says 1\n', 'stdout 10: a says 2\n', 'stderr 20: a is done\n'],
      b: ['stdout 0: b says 1\n', 'stdout 10: b says 2\n', 'stderr 20: b is done\n'],
      c: ['stdout 20: c says 1\n', 'stdout 30: c says 2\n', 'stderr 40: c is done\n'],
    });
    expect(asPrinted(trace)).toEqual([
      ...['a says 1', 'b says 1', 'a says 2', 'b says 2', 'a is done'],
      ...['b is done', 'c says 1', 'c says 2', 'c is done'],
    ]);
  });

  test('is printed here as well where the pool is told to pass it', async () => {
    const pool = make(2, { output: 'pass' });
    made.push(pool);
    const seen: string[] = [];
    const spies = (['stdout', 'stderr'] as const).map((stream) =>
      jest.spyOn(process[stream], 'write').mockImplementation((text) => {
        seen.push(`${stream}: ${String(text).trimEnd()}`);
        return true;
      }),
    );

    const { trace } = await simulate(() => pool.map(printAndNap, ['a', 'b']));
    for (const spy of spies) spy.mockRestore();

    expect(seen).toEqual([
      ...['stdout: a says 1', 'stdout: b says 1', 'stdout: a says 2', 'stdout: b says 2'],
      ...['stderr: a is done', 'stderr: b is done'],
    ]);
    expect(outputOf(trace)['a']).toHaveLength(3);
  });

  test('is kept outside of a simulation too', async () => {
    const pool = make(1);
    made.push(pool);

    const { trace } = await pool.map(printAndNap, ['a', 'b'], { chunkSize: 2 });

    expect(trace.spans.map(({ output }) => output?.map(({ text }) => text.trimEnd()))).toEqual([
      ['a says 1', 'a says 2', 'a is done'],
      ['b says 1', 'b says 2', 'b is done'],
    ]);
    const at = trace.spans.map(({ startedAt, endedAt, output }) => [
      startedAt,
      ...output!.map((one) => one.at),
      endedAt,
    ]);
    for (const instants of at) expect(instants).toEqual([...instants].sort((a, b) => a - b));
  });
});
