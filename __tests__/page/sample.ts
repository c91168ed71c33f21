import { expect } from '@jest/globals';
import { asyncPool, galaxyServer, simulate } from '../../src';
import type { RunRecord, SweepRecord } from '../../src/handover/records';
import type { ReportData } from '../../src/handover/report-data';
import { span, trace } from '../../src/trace/build';
import { fetchVersion } from '../../scenarios/fetch-version';
import { failureOf } from '../matchers/failure';
import { server } from '../timeline/requests';
import { recordOf, reportOf } from './records';

/** Names as somebody writes them who wants to get markup, or a lie, into the page. */
export const HOSTILE = {
  script: '</script><img src=x onerror="document.title=\'owned\'">',
  comment: '<!--<script>',
  separators: 'line\u2028and paragraph\u2029',
  overridden: 'invoice\u202efdp.exe',
  entity: '&lt;b&gt;',
};

/** A report as a suite leaves it: scenarios with their twins, a test that fails, a deadlock, a sweep, hostile names. */
export async function sampleReport(): Promise<ReportData> {
  const runs = [...(await galaxyRuns()), pages(), stuck(), thumbnails(), hostile()];
  return reportOf(runs, {
    failed: ['fetches pages two at a time', 'drains the queue'],
    sweeps: [sweep],
    leftOut: ['12 runs of spec/load.test.ts'],
  });
}

async function galaxyRuns(): Promise<readonly RunRecord[]> {
  const where = { file: 'scenarios/galaxy-versions.scenario.ts' };
  const name = 'Galaxy versions, four at a time';
  const scenario = { name, pool: 'asyncPool(4)', part: 'body' } as const;
  const urls = declareGalaxies();
  const four = await simulate(() => asyncPool(4).map(fetchVersion, urls));
  const five = await simulate(() => asyncPool(5).map(fetchVersion, urls));
  const message = failureOf(() => expect(five).toRunInParallel(4));
  return [
    recordOf(four.trace, { ...where, number: 0, test: `${name} on asyncPool(4)`, scenario }),
    recordOf(four.trace, {
      ...{ ...where, number: 1, test: `${name} on asyncPool(4)` },
      scenario: { ...scenario, part: 'repeat' },
    }),
    recordOf(five.trace, {
      ...{ ...where, number: 2, test: `${name} broken twin` },
      scenario: { name, pool: 'asyncPool(4)', part: 'twin' },
      failures: [{ matcher: 'toRunInParallel', message, from: 0, until: 240 }],
    }),
  ];
}

function declareGalaxies(): readonly string[] {
  return [
    galaxyServer('https://usegalaxy.org', { version: '24.1', firstByte: 900 }),
    galaxyServer('https://usegalaxy.eu', { version: '24.2', lookup: 30, connect: 60, firstByte: 300 }),
    galaxyServer('https://stalls.example', { firstByte: 'never' }),
    galaxyServer('https://down.example', { connect: 'never' }),
    galaxyServer('https://usegalaxy.be', { version: '24.0', connect: 40, firstByte: 200 }),
  ].map(({ origin }) => origin);
}

function pages(): RunRecord {
  const source = { kind: 'pool', name: 'asyncPool(2)' } as const;
  const api = server('https://api.example');
  const asked = (path: string, from: number, ends: readonly [number, number, number, number]) =>
    span(`GET ${path}`, from, ends[3], {
      source: api,
      queuedAt: from,
      request: {
        ...{ method: 'GET', path, phase: 'done', status: 200, lookedUpAt: from, connectedAt: ends[0] },
        ...{ sentAt: ends[1], firstByteAt: ends[2] },
      },
    });
  const task = (label: string, queuedAt: number, from: number, until: number, outcome: 'fulfilled' | 'rejected') =>
    span(label, from, until, { source, queuedAt, outcome, input: `{ page: ${label} }` });
  const all = trace(
    task('page 1', 0, 0, 310, 'fulfilled'),
    task('page 2', 0, 0, 480, 'fulfilled'),
    task('page 3', 0, 120, 560, 'fulfilled'),
    task('page 4', 0, 310, 700, 'rejected'),
    task('page 5', 0, 480, 640, 'fulfilled'),
    { ...asked('/page/1', 0, [60, 80, 240, 310]), parent: 0 },
    { ...asked('/page/2', 0, [60, 90, 380, 480]), parent: 1 },
    { ...asked('/page/3', 120, [180, 200, 470, 560]), parent: 2 },
    { ...asked('/page/4', 310, [360, 380, 600, 700]), parent: 3 },
  );
  const message = [
    'expect(run).toRunInParallel(2)',
    '',
    'Expected: exactly 2 in flight at the busiest moment',
    'Received: 3 in flight at 120 ms (page 1, page 2, page 3)',
    '',
    '             0              200             400             600 ms',
    '  page 1     =======================|',
    '  page 2     ====================================|',
    '  page 3     .........=================================|',
    '  in flight  2222222223333333333333322222222222222222222221',
    '                      ^^^^^^^^^^^^^^',
  ].join('\n');
  return recordOf(all, {
    ...{ file: 'spec/fetch-pages.test.ts', test: 'fetches pages two at a time', number: 0 },
    error: message,
    failures: [{ matcher: 'toRunInParallel', message, from: 120, until: 310 }],
  });
}

function stuck(): RunRecord {
  const source = { kind: 'pool', name: 'asyncPool(1)' } as const;
  return recordOf(trace(span('outer', 0, 20, { source, outcome: 'unfinished' })), {
    ...{ file: 'spec/queue.test.ts', test: 'drains the queue', number: 0 },
    error: 'Deadlock: nothing is left that could make the body settle.\n\nIn flight: outer\nQueued: inner',
    neverStarted: [{ id: 1, label: 'inner', source, queuedAt: 5, endedAt: 20, outcome: 'unfinished' }],
    holds: [{ name: "hold 'warm the cache'", realMs: 812 }],
  });
}

function thumbnails(): RunRecord {
  const source = { kind: 'pool', name: 'threadPool(3)' } as const;
  const spans = Array.from({ length: 14 }, (_, i) => {
    const from = Math.floor(i / 3) * 61 + (i % 3) * 4;
    return span(`photo-${i + 1}.jpg`, from, from + 42 + ((i * 7) % 17), { source, queuedAt: 0, lane: i % 3 });
  });
  return recordOf(trace(...spans), {
    ...{ file: 'spec/thumbnails.test.ts', test: 'makes thumbnails in threads', number: 0, clock: 'real', realMs: 300 },
  });
}

function hostile(): RunRecord {
  const { script, comment, separators, overridden, entity } = HOSTILE;
  const spans = [comment, separators, overridden, entity].map((name, i) =>
    span(name, 10 * i, 10 * i + 30, { source: server(script), input: script, result: comment }),
  );
  return recordOf(trace(span(script, 0, 90, { source: server(script) }), ...spans), {
    file: `spec/${script}.test.ts`,
    test: script,
    number: 0,
  });
}

/** The tutorial's sweep: 2.6 s to 1.1 s. */
const sweep: SweepRecord = {
  kind: 'sweep',
  ...{ file: 'scenarios/pool-sizes.scenario.ts', test: 'pool sizes 1 to 5', retry: 0, number: 0 },
  rows: [2600, 1500, 1150, 1105, 1100].map((elapsedMs, i) => ({
    ...{ size: i + 1, elapsedMs, speedUp: 2600 / elapsedMs, efficiency: 2600 / elapsedMs / (i + 1) },
    longest: { label: 'https://usegalaxy.org', tookMs: 1100 },
  })),
  levelsOffAt: 3,
  advice: 'It waits more than it computes. Take 3: a fourth worker gains 4 %.',
};
