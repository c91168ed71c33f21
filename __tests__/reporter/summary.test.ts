import { describe, expect, test } from '@jest/globals';
import { annotationsOf } from '../../src/reporter/annotations';
import { markdownSummary } from '../../src/reporter/summary';
import { dataOf, fileOf, runOf } from './data';

const failure = { matcher: 'toRunInParallel', message: 'Expected: 1\nReceived: 2', from: 0, until: 5 };
const sweep = {
  ...({ kind: 'sweep', file: 'spec/a.test.ts', test: 'finds the size', retry: 0, number: 0 } as const),
  rows: [
    { size: 1, elapsedMs: 2600, speedUp: 1, efficiency: 1 },
    { size: 3, elapsedMs: 1112, speedUp: 2.338, efficiency: 0.78, longest: { label: '1100', tookMs: 1100 } },
  ],
  levelsOffAt: 3,
  advice: 'Take 3.',
};

describe('the summary in Markdown', () => {
  test('has a table of runs, what failed with its diagram, and the sweeps', () => {
    const files = [fileOf('spec/a.test.ts', [{ status: 'failed', failures: ['no'] }, { name: 'b' }])];
    const data = dataOf({ files, runs: [runOf(undefined, { failures: [failure] })], sweeps: [sweep] });

    expect(markdownSummary(data)).toMatchInlineSnapshot(`
     "## What ran when

     2 tests in 1 file: 1 passed, **1 failed**; 1 run recorded, in 1234 ms.

     | | test | at once | time | slowest | held by |
     | --- | --- | ---: | --- | --- | --- |
     | ❌ | spec/a.test.ts<br>asks two | 2 | 2000 ms simulated in 31 ms | stalls.example (2000 ms) |  |

     ### asks two

     \`\`\`text
     Expected: 1
     Received: 2
     \`\`\`

     \`\`\`mermaid
     gantt
       dateFormat x
       axisFormat %M:%S.%L
       section usegalaxy.org
         done :done, 0, 900
       section stalls.example
         done :done, 0, 2000
     \`\`\`

     ### finds the size: pool sizes

     | size | time | times as fast | longest task |
     | ---: | ---: | ---: | --- |
     | 1 | 2600 ms | 1.00 |  |
     | 3 | 1112 ms | 2.34 | 1100 |

     > Take 3.
     "
    `);
  });

  test('lets no name be more than a text', () => {
    const name = '</td><script>| `a` @team #1 [x](y) ```';
    const files = [fileOf('spec/a.test.ts', [{ name, status: 'failed' }])];
    const message = '```\nout\n```';
    const data = dataOf({ files, runs: [runOf(undefined, { test: name, failures: [{ ...failure, message }] })] });

    const text = markdownSummary(data);

    expect(text).not.toMatch(/<script|@team|\[x\]/);
    expect(text).toContain('````text\n```\nout\n```\n````');
    expect(
      text
        .split('\n')
        .find((line) => line.startsWith('| ❌'))
        ?.match(/\|/g),
    ).toHaveLength(7);
  });

  test('says what was stopped and what was left out', () => {
    const text = markdownSummary(dataOf({ session: { interrupted: true }, leftOut: ['3 spans'] }));

    expect(text).toContain('**It was stopped before its end.**');
    expect(text).toContain('Left out: 3 spans.');
  });
});

describe('annotations', () => {
  test('mark each failed test where its stack comes to the test file', () => {
    const failures = ['100% wrong\n    at wait (lib.ts:1:2)\n    at Object.<anonymous> (spec/a.test.ts:12:15)'];
    const files = [
      fileOf('spec/a.test.ts', [{ name: 'one, or: two', status: 'failed', failures }]),
      fileOf('spec/b.test.ts', [], { error: 'no such module' }),
    ];

    expect(annotationsOf(dataOf({ files }), (path) => `app/${path}`)).toEqual([
      '::error file=app/spec/a.test.ts,line=12,title=one%2C or%3A two::100%25 wrong%0A    at wait (lib.ts:1:2)%0A    ' +
        'at Object.<anonymous> (spec/a.test.ts:12:15)',
      '::error file=app/spec/b.test.ts,title=spec/b.test.ts::no such module',
    ]);
  });

  test('are ten at most, as many as GitHub shows', () => {
    const tests = Array.from({ length: 30 }, () => ({ failures: ['no'] }));

    expect(annotationsOf(dataOf({ files: [fileOf('a.ts', tests)] }), (path) => path)).toHaveLength(10);
  });
});
