import { describe, expect, test } from '@jest/globals';
import type { FileLine } from '../../src/handover/lines';
import { ownedBy } from '../../src/reporter/owners';
import type { FileHandover } from '../../src/reporter/read-run-folder';
import { fileOf } from './data';

const place = { rootDir: '/repo', begunAt: 1000 };

function handover(file: string, begun?: Partial<FileLine>, runsLeftOut = 0): FileHandover {
  const line: FileLine = { kind: 'file', file, pid: 1, isThread: false, worker: 1, at: 1010, ...begun };
  return { file, runs: [], sweeps: [], runsLeftOut, ...(begun && { begun: line }) };
}

describe('what was handed over belongs to', () => {
  test('the test file of its path, and to none if Jest ran no such file', () => {
    const file = fileOf('spec/a.test.ts');
    const its = handover('/repo/spec/a.test.ts');

    expect([...ownedBy([file], [its, handover('/elsewhere/spec/a.test.ts')], place)]).toEqual([[file, its]]);
  });

  test('the project that it names, where several ran the file', () => {
    const [one, other] = ['one', 'other'].map((project) => fileOf('a.test.ts', [], { project }));
    const its = handover('/repo/a.test.ts', { project: 'other' });

    expect([...ownedBy([one!, other!], [its], place)]).toEqual([[other, its]]);
  });

  test('the project that ran the file when it began, where it names none: of two at a time that of its worker', () => {
    const early = fileOf('a.test.ts', [], { project: 'early', startedAt: 0, endedAt: 50, worker: 1 });
    const [late, besides] = [2, 3].map((worker) =>
      fileOf('a.test.ts', [], { project: `by ${worker}`, startedAt: 51, endedAt: 90, worker }),
    );
    const its = [
      handover('/repo/a.test.ts', { at: 1050, worker: 3 }),
      handover('/repo/a.test.ts', { at: 1060, worker: 3 }),
      handover('/repo/a.test.ts', { at: 1070, worker: 2 }),
    ];

    expect([...ownedBy([early, late!, besides!], its, place)]).toEqual([
      [early, its[0]],
      [besides, its[1]],
      [late, its[2]],
    ]);
  });

  test('the file by its last try, if its process died', () => {
    const file = fileOf('a.test.ts', [], { status: 'crashed' });
    const tries = [1010, 1030, 1020].map((at) => handover('/repo/a.test.ts', { at }));

    expect(ownedBy([file], tries, place).get(file)).toBe(tries[1]);
  });
});
