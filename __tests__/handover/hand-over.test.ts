import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type * as HandOverModule from '../../src/handover/hand-over';
import type { HandOver } from '../../src/handover/hand-over';
import { sayWhereIRun } from '../../src/handover/run-folder';
import { type FileHandover, readRunFolder } from '../../src/reporter/read-run-folder';
import { span, trace } from '../../src/trace/build';
import type { EndedRun } from '../../src/trace/listener';
import type { Trace } from '../../src/trace/trace';
import { linesIn, temporaryFolder } from './folder';

const file = '/project/a.test.ts';
const realm = (globalThis as any)[Symbol.for('jest-lanes.realm')] as Map<string, unknown>;
let kept: unknown;
let folder = '';

// What this very file has handed over, if a reporter listens, stays apart.
beforeEach(() => {
  kept = realm.get('handed-over');
  realm.delete('handed-over');
  folder = temporaryFolder();
});
afterEach(() => {
  realm.set('handed-over', kept);
});

function handOver(): HandOver {
  let found: HandOver | undefined;
  jest.isolateModules(() => {
    const module = require('../../src/handover/hand-over') as typeof HandOverModule;
    found = new module.HandOver(folder, () => ({ testPath: file, currentTestName: 'runs' }));
  });
  return found!;
}

/** All that was handed over, of the one test file. */
function handedOver(): Omit<FileHandover, 'file'> & { readonly torn: number } {
  const { files, torn } = readRunFolder(folder);
  expect(files.length).toBeLessThan(2);
  return { runs: [], sweeps: [], runsLeftOut: 0, ...files[0], torn };
}

function ended(all: Trace): EndedRun {
  return { trace: all, judged: all, clock: 'virtual', elapsed: 10, realMs: 1 };
}

const claim = { matcher: 'toRunInParallel', message: 'five', from: 0, until: 5 };

describe('what a test file hands over', () => {
  test('is read as runs in the order of their ends, each with the claims that failed, early or late', () => {
    const hears = handOver();
    const [first, second] = [trace(span('a', 0, 10)), trace(span('b', 0, 10))];
    const [endFirst, endSecond] = [hears.runs(), hears.runs()];
    hears.failed(second.recording, claim);
    endSecond(ended(second));
    endFirst(ended(first));
    hears.failed(first.recording, { ...claim, message: 'six' });

    const { runs, torn } = handedOver();

    expect(runs.map(({ number, test, spans, failures }) => [number, test, spans[0]!.label, failures])).toEqual([
      [0, 'runs', 'b', [claim]],
      [1, 'runs', 'a', [{ ...claim, message: 'six' }]],
    ]);
    expect(torn).toBe(0);
  });

  test('tells of a sweep as it goes on, and which runs were a part of it', () => {
    const hears = handOver();
    const progress = hears.sweeps();
    hears.runs()(ended(trace(span('a', 0, 10))));
    progress.ran(1, 1, 2);
    progress.ended({ rows: [{ size: 1, elapsed: 10, speedUp: 1, efficiency: 1 }], advice: 'Take 1.' });
    hears.runs()(ended(trace(span('b', 0, 10))));

    const { runs, sweeps } = handedOver();

    expect(runs.map(({ sweep }) => sweep)).toEqual([0, undefined]);
    expect(sweeps).toEqual([
      {
        ...{ kind: 'sweep', file, test: 'runs', retry: 0, number: 0 },
        rows: [{ size: 1, elapsedMs: 10, speedUp: 1, efficiency: 1 }],
        advice: 'Take 1.',
      },
    ]);
    expect(linesIn(folder).find(({ kind }) => kind === 'progress')).toMatchObject({ size: 1, done: 1, of: 2 });
  });

  test('is bounded: values go first, then spans, and how many is said; measures are of all', () => {
    const hears = handOver();
    const result = 'x'.repeat(150);
    const many = trace(...Array.from({ length: 12_000 }, (_, i) => span(`task ${i}`, 0, 1, { result, error: result })));
    for (let run = 0; run < 8; run++) hears.runs()(ended(many));
    const { runs } = handedOver();
    const shown = runs.map(({ spans, spansLeftOut }) => [spans.length, spansLeftOut, spans[0]?.result !== undefined]);

    expect(shown[0]).toEqual([10_000, 2000, true]);
    expect(shown.at(-1)![2]).toBe(false);
    expect(shown.every(([spans, leftOut]) => (spans as number) + (leftOut as number) === 12_000)).toBe(true);
    expect(runs.every(({ measures }) => measures.spans === 12_000)).toBe(true);
  });

  test('leaves out runs when not even their measures have room, and says how many', () => {
    const hears = handOver();
    (realm.get('handed-over') as { bytes: number }).bytes = Infinity;
    for (let run = 0; run < 3; run++) hears.runs()(ended(trace(span('a', 0, 1))));
    hears.fileOver();

    expect(handedOver().runsLeftOut).toBe(3);
  });

  test('never fails a test, even if whoever listened has gone', () => {
    const hears = handOver();
    folder = join(folder, 'gone');

    expect(() => handOver().runs()(ended(trace(span('a', 0, 1))))).not.toThrow();
    expect(() => sayWhereIRun(folder, file)).not.toThrow();
    expect(readRunFolder(folder).files).toEqual([]);
    expect(hears).toBeDefined();
  });
});

describe('the run folder', () => {
  test('says in which worker of Jest a file ran', () => {
    sayWhereIRun(folder, file);

    const { pid } = process;
    const worker = Number(process.env['JEST_WORKER_ID']);
    const { begun } = handedOver();
    expect(begun).toEqual({
      ...{ kind: 'file', file, pid, isThread: false, worker },
      ...{ project: 'tests', at: expect.any(Number) },
      ...(process.platform === 'linux' && { core: { ranMs: expect.any(Number), waitedMs: expect.any(Number) } }),
    });
    expect(Date.now() - begun!.at).toBeGreaterThanOrEqual(0);
  });

  test('loses only the line in the middle of which a process died', () => {
    const end = handOver();
    end.runs()(ended(trace(span('a', 0, 10))));
    const [name] = readdirSync(folder);
    appendFileSync(join(folder, name!), '\n{"kind":"run","schema":1,"spa');
    end.runs()(ended(trace(span('b', 0, 10))));

    const { runs, torn } = handedOver();

    expect(runs.map(({ spans }) => spans[0]!.label)).toEqual(['a', 'b']);
    expect(torn).toBe(1);
  });

  test('holds apart what one process ran for two projects, though their numbers are the same', () => {
    for (const message of ['five', 'six']) {
      realm.delete('handed-over');
      sayWhereIRun(folder, file);
      const hears = handOver();
      const all = trace(span(message, 0, 10));
      hears.runs()(ended(all));
      hears.failed(all.recording, { ...claim, message });
    }

    const { files } = readRunFolder(folder);

    expect(files.map(({ runs }) => runs.map(({ number, failures }) => [number, failures[0]!.message]))).toEqual([
      [[0, 'five']],
      [[0, 'six']],
    ]);
  });

  test('keeps to one schema', () => {
    appendFileSync(join(folder, '1-0.jsonl'), '{"kind":"run","schema":99}\n');

    expect(readRunFolder(folder)).toEqual({ files: [], torn: 0 });
  });
});
