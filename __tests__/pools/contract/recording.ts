import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clock } from '../../../src/simulate/clock';
import { simulate } from '../../../src/simulate/simulate';
import { SOURCE } from '../../../src/trace/source';
import { type Contracted, failureOf, inMemory, latch, numRuns, range, simulated, sleepFor } from './tasks';
import { drawAfter, drawAfterDraws, failOfTwentyMs, sleepAtRandom } from './work';

export function recordingContract(contracted: Contracted): void {
  describe('spans', () => spansOfTasks(contracted));
  describe('random draws', () => randomDraws(contracted));
  if (contracted.sharesMemory) describe('a task that waits for its own pool', () => waitsForItself(contracted));
}

function spansOfTasks(contracted: Contracted): void {
  const { lanes, make } = contracted;

  test('say what was given, when it was asked for, when and where it ran, and what it came to', async () => {
    const pool = make();
    const error = new Error('no');

    const { trace } = await simulate(async () => {
      await sleepFor(5);
      return pool.mapSettled(failOfTwentyMs, [10, 20]);
    });

    const second = lanes === 1 ? { lane: 0, startedAt: 15, endedAt: 35 } : { lane: 1, startedAt: 5, endedAt: 25 };
    const source = pool[SOURCE];
    expect(trace.spans).toMatchObject([
      {
        ...{ id: 0, label: '10', input: 10, source, parent: undefined, outcome: 'fulfilled', result: 10 },
        ...{ queuedAt: 5, lane: 0, startedAt: 5, endedAt: 15 },
      },
      { id: 1, label: '20', input: 20, source, parent: undefined, outcome: 'rejected', error, queuedAt: 5, ...second },
    ]);
  });

  test('begin at 0 outside a simulation, call by call', async () => {
    const pool = make();
    const runs = await Promise.all([pool.map((n) => n, range(2)), pool.map((n) => n, range(3))]);

    expect(runs.map((run) => run.trace.spans.map(({ id }) => id).sort())).toEqual([range(2), range(3)]);
    expect(runs.every((run) => run.trace.spans.every((span) => span.queuedAt >= 0))).toBe(true);
    expect(runs.every((run) => run.elapsed >= run.trace.spans.at(-1)!.endedAt)).toBe(true);
  });

  test('are in the lowest free lane', async () => {
    const anyLengths = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(anyLengths, async (lengths) => {
        const { trace } = await simulate(() => make().map(sleepFor, lengths));

        for (const span of trace) {
          const beside = trace.filter((one) => one.startStep < span.startStep && span.startStep < one.endStep);
          const lowest = range(lanes).find((lane) => beside.spans.every((one) => one.lane !== lane));
          expect(span.lane).toBe(lowest);
        }
      }),
      { numRuns: numRuns(contracted) },
    );
  });

  test('are those of the call alone, in its run', async () => {
    const traces = await simulated(async () => {
      const pool = make();
      const runs = await Promise.all([pool.map(sleepFor, [1, 2]), pool.map(sleepFor, [3, 4])]);
      return runs.map((run) => run.trace.spans.map((span) => span.label));
    });

    expect(traces).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  inMemory(contracted)('have the task that asked for them as parent', async () => {
    const inner = make();
    const run = await simulate(() =>
      make().map(
        async (n) => {
          await sleepFor(1);
          return (await inner.map(sleepFor, [n])).results;
        },
        [10, 20],
      ),
    );

    const ids = new Map(run.trace.spans.map((span) => [span.id, span]));
    const nested = run.trace.spans.filter((span) => span.source === inner[SOURCE]);
    expect(nested.map((span) => [span.label, ids.get(span.parent!)?.label])).toEqual([
      ['10', '10'],
      ['20', '20'],
    ]);
  });

  test('are named by inputs of text or number, else by place, or as the caller says', async () => {
    const labels = async (inputs: Iterable<unknown>, label?: (input: unknown, index: number) => string) => {
      const run = await make().map(() => 0, inputs, { label });
      return run.trace.spans.map((span) => span.label).sort();
    };

    expect(await labels(['https://a.example', 12, 3n, 'x'])).toEqual(['12', '3', 'https://a.example', 'x']);
    expect(await labels([{}, '', undefined, true, [], [[1]]])).toEqual(['#0', '#1', '#2', '#3', '#4', '#5']);
    expect(await labels([['a', 1], { id: 7 }])).toEqual(['#1', 'a, 1']);
    expect(await labels([{ id: 7 }, { id: 8 }], (input, i) => `${(input as { id: number }).id}@${i}`)).toEqual([
      '7@0',
      '8@1',
    ]);
  });

  inMemory(contracted)('start one event at a time: what a start sets off runs to quiet before the next', async () => {
    const log: string[] = [];
    await simulate(() =>
      make().map(
        async (name) => {
          log.push(`${name} starts`);
          for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
          log.push(`${name} is quiet`);
          await sleepFor(10);
        },
        ['a', 'b', 'c'],
      ),
    );

    expect(log).toEqual(['a starts', 'a is quiet', 'b starts', 'b is quiet', 'c starts', 'c is quiet']);
  });

  test('are the same to the byte each time', async () => {
    const traced = async () => {
      const run = await simulate(() => make().map(sleepAtRandom, range(20)));
      return JSON.stringify(run.trace);
    };

    expect(await traced()).toBe(await traced());
  });
}

function randomDraws({ make }: Contracted): void {
  const draws = () => simulate(() => make().map(() => [Math.random(), Math.random()], range(3)));

  test('are the same each time, and differ from task to task', async () => {
    const [first, second] = [await draws(), await draws()];

    expect(first.results).toEqual(second.results);
    expect(new Set(first.results.flat()).size).toBe(6);
  });

  test('depend on the call and the place alone, not on who runs first', async () => {
    const { late, early } = await simulated(async () => {
      const pool = make();
      return {
        late: (await pool.map(drawAfter, [30, 10])).results,
        early: (await pool.map(drawAfter, [30, 10])).results,
      };
    });
    const again = await simulated(async () => (await make().map(() => Math.random(), range(2))).results);

    expect(again).toEqual(late);
    expect(early).not.toEqual(late);
  });

  test('of one task are not shifted by those of another', async () => {
    const few = await simulate(() => make().map(drawAfterDraws, [0, 0]));
    const many = await simulate(() => make().map(drawAfterDraws, [5, 0]));

    expect(few.results[1]).toBe(many.results[1]);
    expect(few.results[0]).not.toBe(many.results[0]);
  });
}

function waitsForItself({ lanes, make }: Contracted): void {
  test('blocks itself when no lane is left, and is found out at once', async () => {
    const error = await failureOf(
      simulate(() => {
        const pool = make();
        return pool.map(() => pool.map(sleepFor, [1], { label: () => 'inner' }), range(lanes), {
          label: (n) => `outer ${n}`,
        });
      }),
    );

    expect((error as Error).message).toMatch(/^Deadlock at 0 ms/);
    expect((error as Error).message).toContain('In flight: "outer 0" of');
    expect((error as Error).message).toContain('Queued: "inner" of');
  });

  test('gets on when a lane is left', async () => {
    const { opened, open } = latch();
    const pool = make();
    if (lanes === 1) return open();

    const mapping = pool.map(() => pool.apply(() => opened), [1]);
    open();

    expect((await mapping).results).toEqual([undefined]);
    expect(() => clock.now).toThrow('outside `simulate`');
  });
}
