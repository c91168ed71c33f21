import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRecord } from '../../src/handover/records';
import { formsOf } from '../../src/reporter/report-options';
import { SweepProgress } from '../../src/reporter/sweep-progress';
import { sessionId } from '../../src/reporter/session';
import { traceFiles } from '../../src/reporter/trace-files';
import { writeReport } from '../../src/reporter/write-report';
import { writeLine } from '../../src/handover/run-folder';
import { temporaryFolder } from '../handover/folder';
import { runOf } from './data';

const reports = () => join(temporaryFolder(), 'reports');

describe('a folder of reports', () => {
  test('holds each whole, by its session, and the last page on top', () => {
    const folder = reports();
    const [one, other] = [sessionId(0), sessionId(1000)];
    for (const session of [one, other]) {
      writeReport(
        folder,
        session,
        new Map([
          ['report.html', session],
          ['traces/a.trace.json', '{}'],
        ]),
      );
    }

    expect(readdirSync(folder).sort()).toEqual(['.gitignore', one, other, 'report.html'].sort());
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe(other);
    expect(readFileSync(join(folder, one, 'report.html'), 'utf8')).toBe(one);
    expect(readdirSync(join(folder, other, 'traces'))).toEqual(['a.trace.json']);
  });

  test('keeps the last five', () => {
    const folder = reports();
    const sessions = Array.from({ length: 7 }, (_, i) => sessionId(i * 1000));
    for (const session of sessions) writeReport(folder, session, new Map([['summary.md', '']]));

    expect(readdirSync(folder).filter((name) => name !== '.gitignore')).toEqual(sessions.slice(2));
  });

  test('is out of version control until somebody wants it there', () => {
    const folder = reports();
    writeReport(folder, sessionId(0), new Map([['summary.md', '']]));
    rmSync(join(folder, '.gitignore'));
    writeReport(folder, sessionId(1), new Map([['summary.md', '']]));

    expect(readdirSync(folder)).not.toContain('.gitignore');
  });

  test('holds no half of a report that could not be written', () => {
    const folder = reports();

    expect(() =>
      writeReport(
        folder,
        sessionId(0),
        new Map([
          ['a', ''],
          ['a/b', ''],
        ]),
      ),
    ).toThrow(/ENOTDIR|EEXIST/);
    expect(readdirSync(folder)).toEqual(['.gitignore']);
  });
});

describe('a trace for each run', () => {
  test('has a name that tells which, whatever the test is called', () => {
    const names = [
      ...traceFiles({ runs: [runOf(), runOf(undefined, { number: 1, test: '../../etc/passwd ü?' })] }).keys(),
    ];

    expect(names).toEqual(['traces/spec-a.test-0-asks-two.trace.json', 'traces/spec-a.test-1-etc-passwd-u.trace.json']);
  });

  test('says which test it is of, and is in the format that Perfetto reads', () => {
    const [text] = traceFiles({ runs: [runOf()] }).values();
    const { otherData, traceEvents } = JSON.parse(text!);

    expect(otherData).toEqual({ clock: 'virtual', test: 'spec/a.test.ts › asks two' });
    expect(traceEvents.filter(({ ph }: any) => ph === 'X').map(({ name, dur }: any) => [name, dur])).toEqual([
      ['usegalaxy.org', 900_000],
      ['stalls.example', 2_000_000],
    ]);
  });

  test('is there for fifty at most, those that are broken among them', () => {
    const failures = [{ matcher: 'm', message: 'no' }];
    const runs = Array.from({ length: 99 }, (_, number): RunRecord =>
      runOf(undefined, { number, realMs: number, failures: number === 0 ? failures : [] }),
    );
    const names = [...traceFiles({ runs }).keys()];

    expect(names).toHaveLength(50);
    expect(names[0]).toContain('-0-');
  });
});

test('the progress of a sweep is told every five seconds, while it goes on', () => {
  const folder = temporaryFolder();
  const progress = new SweepProgress(folder);
  const ran = (done: number, tookMs: number) => {
    const line = { kind: 'progress', file: 'a.ts', test: 'finds', size: done, done, of: 9, tookMs };
    writeLine(folder, JSON.stringify(line));
    return progress.news().map((news) => [news.done, news.tookMs]);
  };

  expect([ran(1, 900), ran(2, 5100), ran(3, 9000), ran(4, 10_200), ran(9, 20_000)]).toEqual([
    ...[[], [[2, 5100]], [], [[4, 10_200]], []],
  ]);
});

describe('the options of the reporter', () => {
  test('have defaults', () => {
    expect(formsOf()).toMatchInlineSnapshot(`
     {
       "annotations": true,
       "folder": "jest-lanes-report",
       "html": true,
       "summary": true,
       "terminal": "auto",
       "trace": true,
     }
    `);
  });

  test.each([
    [{ folder: ' ' }, "Expected `folder` to be a folder, as 'jest-lanes-report', got `' '` (string)."],
    [{ terminal: 'on' }, "Expected `terminal` to be true, false or 'auto', got `'on'` (string)."],
    [{ html: 1 }, 'Expected `html` to be true or false, got `1` (number).'],
    [null, 'Expected `options` to be an object, got `null` (null).'],
    [
      { htlm: true },
      'Expected `options` to be made of `folder`, `html`, `trace`, `summary`, `annotations`, `terminal`, got ' +
        '`{ htlm: true }` (object).\n`htlm` is none of them.',
    ],
  ])('refuse %j', (options, message) => {
    expect(() => formsOf(options)).toThrow(message);
  });
});
