import fc from 'fast-check';
import type { FileRecord, Session } from '../../src/handover/report-data';

/** The record of a file that passed, with whatever is said of it besides. */
export function file(path: string, startedAt: number, endedAt: number, more: Partial<FileRecord> = {}): FileRecord {
  return { path, status: 'passed', startedAt, endedAt, tests: [], ...more };
}

/** A call of Jest on a machine of four cores. */
export function session(more: Partial<Session> = {}): Session {
  return {
    ...{ id: 'a', suite: 'b', startedAt: 0, tookMs: 0, maxWorkers: 2, cores: 4 },
    ...{ node: '20.20.2', jest: '30.5.2', interrupted: false },
    ...more,
  };
}

/** Any files, as workers could have run them, or as nobody knows which did. */
export function anyFiles(): fc.Arbitrary<readonly FileRecord[]> {
  const one = fc.record({
    startedAt: fc.nat(40),
    took: fc.nat(20),
    worker: fc.option(fc.nat(3), { nil: undefined }),
    status: fc.constantFrom('passed', 'failed', 'skipped', 'crashed', 'unfinished'),
    startUpMs: fc.option(fc.nat(5), { nil: undefined }),
    loadMs: fc.option(fc.nat(5), { nil: undefined }),
  });
  return fc.array(one, { maxLength: 20 }).map((files) =>
    files.map(({ startedAt, took, worker, startUpMs, loadMs, status }, i) =>
      file(`${i}.test.ts`, startedAt, startedAt + took, {
        status: status,
        ...(worker === undefined ? {} : { worker }),
        ...(startUpMs === undefined ? {} : { startUpMs }),
        ...(loadMs === undefined ? {} : { loadMs }),
      }),
    ),
  );
}
