import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { traceFiles } from '../../src/reporter/trace-files';
import { span, trace } from '../../src/trace/build';
import type { ChromeTraceEvent } from '../../src/trace/chrome-event';
import type { ChromeTrace } from '../../src/trace/chrome-trace';
import { runOf } from './data';

test("Chrome's own trace engine reads the trace: pools as processes, lanes as threads, each task where it ran", () => {
  const all = trace(
    span('a', 0, 10, { lane: 0 }),
    span('b', 0, 20, { lane: 1 }),
    span('c', 10, 30, { lane: 0, queuedAt: 0 }),
  );
  const [text] = traceFiles({ runs: [runOf(all)] }).values();

  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'read-trace.mjs')], {
    input: text!,
    encoding: 'utf8',
  });

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual([
    ['asked for', [['c', 0, 0.001]]],
    [
      'lane 0',
      [
        ['a', 0, 10_000],
        ['c', 10_000, 20_000],
      ],
    ],
    ['lane 1', [['b', 0, 20_000]]],
  ]);
  expect(arrows(text!)).toEqual([{ from: 'asked for', to: 'lane 0', at: [0, 10_000] }]);
}, 60_000);

/** Chrome's engine binds arrows to events of its own categories only; Perfetto to the slice around each end. */
function arrows(text: string): readonly unknown[] {
  const { traceEvents } = JSON.parse(text) as ChromeTrace;
  const nameOf = ({ pid, tid }: ChromeTraceEvent) =>
    traceEvents.find((one) => one.name === 'thread_name' && one.pid === pid && one.tid === tid)?.args?.['name'];
  return traceEvents
    .filter(({ ph }) => ph === 's')
    .map((start) => {
      const end = traceEvents.find(({ ph, id, cat }) => ph === 'f' && id === start.id && cat === start.cat)!;
      return { from: nameOf(start), to: nameOf(end), at: [start.ts, end.ts] };
    });
}
