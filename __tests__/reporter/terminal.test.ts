import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRecord } from '../../src/handover/records';
import { terminalLines } from '../../src/reporter/terminal-lines';
import { terminalOf } from '../../src/reporter/terminal';
import { span, trace } from '../../src/trace/build';
import { dataOf, fileOf, runOf } from './data';

const wide = { isColoured: false, columns: Infinity };
const failure = { matcher: 'toRunInParallel', message: 'five', from: 0, until: 5 };
const failed = fileOf('spec/a.test.ts', [{ status: 'failed', failures: ['five'] }]);

describe('the lines after the summary', () => {
  test('say of a run its peak, how long it took, what was slowest and what held it; of one that failed, what failed', () => {
    const holds = [{ name: 'upload', realMs: 350.4 }];
    const runs = [runOf(), runOf(undefined, { number: 1, failures: [failure], holds })];

    const lines = terminalLines(dataOf({ runs, files: [failed] }), wide, 'jest-lanes-report/report.html').join('\n');

    expect(readFileSync(join(__dirname, '../../docs/reporter.md'), 'utf8')).toContain(`\n${lines}\n`);
    expect(lines).toMatchInlineSnapshot(`
     "Lanes: jest-lanes-report/report.html
       ✓ spec/a.test.ts › asks two: 2 at once, 2000 ms simulated in 31 ms, speed-up 1.4, slowest stalls.example (2000 ms)
       ✗ spec/a.test.ts › asks two: 2 at once, 2000 ms simulated in 31 ms, speed-up 1.4, slowest stalls.example (2000 ms), held for 350 ms by upload, toRunInParallel failed"
    `);
  });

  test('are none if there is nothing to say', () => {
    const alone = runOf(trace(span('a', 0, 5)));
    const twin = runOf(undefined, { scenario: { name: 's', pool: 'p', part: 'twin' } });
    const ofSweep = runOf(undefined, { sweep: 0 });

    expect(terminalLines(dataOf({ runs: [alone, twin, ofSweep] }), wide, 'report.html')).toEqual([]);
  });

  test('are few, the failed ones first of all, then those that took longest; in their order', () => {
    const runs = Array.from({ length: 30 }, (_, number): RunRecord =>
      runOf(undefined, { number, test: `run ${number}`, realMs: number, failures: number === 3 ? [failure] : [] }),
    );
    const file = fileOf('spec/a.test.ts', [{ name: 'run 3', status: 'failed' }]);

    const lines = terminalLines(dataOf({ runs, files: [file], leftOut: ['3 spans'] }), wide, undefined);

    expect(lines.map((line) => /run \d+|and .*|left.*/.exec(line)?.[0])).toEqual([
      ...[undefined, 'run 3', ...Array.from({ length: 9 }, (_, i) => `run ${21 + i}`)],
      ...['and 20 more', 'left out: 3 spans'],
    ]);
  });

  test('are no wider than the terminal, and in colours if it has any', () => {
    const data = dataOf({ runs: [runOf(undefined, { test: 'a\nname'.repeat(30) })] });

    expect(terminalLines(data, { isColoured: false, columns: 40 }, undefined).map((line) => line.length)).toEqual([
      6, 40,
    ]);
    expect(terminalLines(dataOf({ runs: [runOf()] }), { isColoured: true, columns: 80 }, undefined)[0]).toBe(
      '\u001B[1mLanes:\u001B[22m',
    );
  });
});

describe('a terminal', () => {
  const stream = (isTTY: boolean, columns?: number) => ({ isTTY, write: () => true, ...(columns && { columns }) });
  const read = (isTTY: boolean, env: NodeJS.ProcessEnv, terminal: boolean | 'auto' = 'auto') =>
    terminalOf({ terminal }, stream(isTTY), env);

  test('is on where a person looks, or where it is said to be', () => {
    expect([read(true, {}).isOn, read(false, {}).isOn]).toEqual([true, false]);
    expect([read(true, {}, false).isOn, read(false, {}, true).isOn]).toEqual([false, true]);
  });

  test.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('watched: %j, with %j: coloured %j', (isTTY, env, isColoured) => {
    expect(read(isTTY, env).isColoured).toBe(isColoured);
  });

  test('cuts lines only where a person looks', () => {
    expect(terminalOf({ terminal: 'auto' }, stream(true, 90), {}).columns).toBe(90);
    expect(terminalOf({ terminal: 'auto' }, stream(true, 300), {}).columns).toBe(120);
    // A terminal that does not know how wide it is, as under `script`, says 0.
    expect(terminalOf({ terminal: 'auto' }, stream(true, 0), {}).columns).toBe(120);
    expect(terminalOf({ terminal: 'auto' }, stream(false), {}).columns).toBe(Infinity);
  });
});
