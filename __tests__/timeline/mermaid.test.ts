import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { drawMermaid } from '../../src/timeline/mermaid';
import { span, trace } from '../../src/trace/build';
import { Recorder } from '../../src/trace/recorder';
import { anyTrace } from '../trace/arbitrary-trace';
import { requests } from './requests';

// Titles are left out: without a browser Mermaid cannot read one.
/** What Mermaid itself reads in a diagram: its tasks, each as section, name, start and end. */
const READER = `
  const { default: mermaid } = await import('mermaid');
  const { readFileSync } = await import('node:fs');
  const given = JSON.parse(readFileSync(0, 'utf8'));
  const read = [];
  for (const text of given) {
    await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    read.push(db.getTasks().map(({ section, task, startTime, endTime }) => [section, task, +startTime, +endTime]));
  }
  console.log(JSON.stringify(read));
`;

type Task = readonly [section: string, task: string, start: number, end: number];

// Mermaid is an ES module, which Jest's VM does not import; and one process reads many diagrams.
function readByMermaid(diagrams: readonly string[]): readonly (readonly Task[])[] {
  const given = { input: JSON.stringify(diagrams), cwd: __dirname, maxBuffer: 1e8 };
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', READER], given).toString(),
  ) as Task[][];
}

/** A name as Mermaid has it, back from its entity codes. */
const named = (text: string) =>
  text
    .replace(/(?:#|ﬂ°°?)(\d+)(?:;|¶ß)/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('\u2060', '');

describe('drawMermaid', () => {
  test('has a section for each task, and how it was queued and ran', () => {
    const recorded = trace(
      span('page 1', 0, 100),
      span('page 2: #1; <b>', 40, 80, { queuedAt: 20, outcome: 'rejected' }),
      span('section', 100, 120, { queuedAt: 0, outcome: 'cancelled' }),
      span('page 4', 100, 2000, { outcome: 'unfinished' }),
    );

    expect(drawMermaid(recorded, { title: 'Pages; all' })).toMatchInlineSnapshot(`
     "gantt
       title Pages#59; all
       dateFormat x
       axisFormat %M:%S.%L
       section page 1
         done :done, 0, 100
       section page 2#58; #35;1#59; #60;b#62;
         queued :20, 40
         failed :crit, 40, 80
       section #8288;section
         queued :0, 100
         cancelled :crit, 100, 120
       section page 4
         unfinished :active, 100, 2000"
    `);
    expect(drawMermaid(trace(...requests))).toMatchInlineSnapshot(`
     "gantt
       dateFormat x
       axisFormat %M:%S.%L
       section https#58;//usegalaxy.org
         done :done, 0, 1500
       section https#58;//stalls.example
         timed out :crit, 0, 2000
       section https#58;//down.example
         timed out :crit, 0, 2000
       section https#58;//breaks.example
         failed :crit, 0, 700
       section https#58;//left.example
         cancelled :crit, 0, 1000"
    `);
  });

  test('has work that never started, and counts what is beyond its height', () => {
    const clock = { now: 0 };
    const recorder = new Recorder(() => clock.now);
    recorder.queue({ source: { kind: 'pool', name: 'p' }, label: 'a', input: 0 });
    clock.now = 5;

    expect(drawMermaid(recorder.close())).toContain('queued and unfinished :crit, 0, 5');
    expect(drawMermaid(trace(...Array.from({ length: 60 }, (_, i) => span(`${i}`, i, i + 1))))).toContain(
      '%% 10 more tasks',
    );
  });

  test('is read by Mermaid as it was meant, whatever names hold', () => {
    const hostile = [
      'a:done',
      'x;y',
      'section b',
      'title t',
      'click a call b()',
      '%%{init: {}}%%',
      '<script>',
      'done, 1',
      '#35;',
      'end',
      '\n',
      ' ',
      '',
    ];
    const name = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme' }), fc.string());
    const many = fc.sample(fc.array(name, { minLength: 1, maxLength: 5 }), { numRuns: 60, seed: 7 });
    const traces = many.map((names) =>
      trace(...names.map((label, i) => span(label, 2 * i, 2 * i + 3, { queuedAt: i }))),
    );

    const read = readByMermaid(traces.map((one) => drawMermaid(one)));

    for (const [i, tasks] of read.entries()) {
      const expected = traces[i]!.spans.flatMap(({ label, queuedAt, startedAt, endedAt }) => [
        ...(queuedAt < startedAt ? [[label, 'queued', queuedAt, startedAt]] : []),
        [label, 'done', startedAt, endedAt],
      ]);
      expect(tasks.map(([, task, ...times]) => [task.trim(), ...times])).toEqual(expected.map(([, ...rest]) => rest));
      expect(tasks.map(([section]) => named(section).trim())).toEqual(
        expected.map(([label]) => String(label).normalize().trim()),
      );
    }
  }, 60_000);

  test('is read by Mermaid for any recording', () => {
    const traces = fc.sample(anyTrace(), { numRuns: 50, seed: 3 }).filter(({ length }) => length > 0);

    const read = readByMermaid(traces.map((one) => drawMermaid(one)));

    for (const [i, tasks] of read.entries()) {
      const { spans, neverStarted } = traces[i]!;
      const waited = spans.filter(({ queuedAt, startedAt }) => queuedAt < startedAt);
      expect(tasks.length).toBe(Math.min(spans.length + neverStarted.length, 50) + waited.length);
    }
  }, 60_000);

  test.each([[{ height: 1 }], [{ title: 1 }], [{ rows: 'lanes' }], [null]])('refuses %j', (options) => {
    expect(() => drawMermaid(trace(), options as never)).toThrow(/^Expected `(height|title|options)` to be /);
  });
});
