import { describe, expect, test } from '@jest/globals';
import { type Timed, piecesOf } from '../../src/trace/segments';
import type { Phase, RequestFacts, SpanPart } from '../../src/trace/span';

type Ran = Extract<Timed, { readonly startStep: number }>;

/** Work that was queued for 10 ms and ran for 90. */
const ran = (details: Partial<Ran> = {}): Ran => ({
  ...{ queuedAt: 0, startedAt: 10, endedAt: 100, startStep: 3, endStep: 7 },
  ...details,
});
const asked = (facts: Partial<RequestFacts>): RequestFacts => ({ method: 'GET', path: '/', phase: 'done', ...facts });
const written = (work: Timed) => piecesOf(work).map(({ segment, from, until }) => `${segment} ${from}-${until}`);

describe('piecesOf', () => {
  test('tells queueing from running, with the steps of each', () => {
    expect(piecesOf(ran())).toEqual([
      { segment: 'queued', from: 0, until: 10, fromStep: 0, untilStep: 3 },
      { segment: 'running', from: 10, until: 100, fromStep: 3, untilStep: 7 },
    ]);
  });

  test('has nothing but the queue of what never started, and nothing of what did not wait', () => {
    expect(piecesOf({ queuedAt: 4, endedAt: 30 })).toEqual([
      { segment: 'queued', from: 4, until: 30, fromStep: 0, untilStep: Infinity },
    ]);
    expect(piecesOf({ queuedAt: 4, endedAt: 4 })).toEqual([]);
    expect(written(ran({ queuedAt: 10 }))).toEqual(['running 10-100']);
  });

  test.each<[string, readonly SpanPart[], readonly string[]]>([
    [
      'each from the end of the one before it',
      [
        { name: 'starting up', until: 40 },
        { name: 'loading', until: 60 },
      ],
      ['starting up 10-40', 'loading 40-60', 'running 60-100'],
    ],
    [
      'none that took no time',
      [
        { name: 'starting up', until: 10 },
        { name: 'loading', until: 60 },
      ],
      ['loading 10-60', 'running 60-100'],
    ],
    ['none after the end', [{ name: 'starting up', until: 200 }], ['starting up 10-100']],
  ])('tells parts: %s', (_what, parts, pieces) => {
    expect(written(ran({ queuedAt: 10, parts }))).toEqual(pieces);
  });

  test('is running where all of it happened at one instant, a request too', () => {
    const atOnce = { queuedAt: 10, endedAt: 10 };

    expect(written(ran(atOnce))).toEqual(['running 10-10']);
    expect(written(ran({ ...atOnce, request: asked({ phase: 'connect' }) }))).toEqual(['running 10-10']);
  });

  test('tells the phases of a request by their ends', () => {
    const ends = { lookedUpAt: 20, connectedAt: 45, sentAt: 50, firstByteAt: 80 };
    const later = ['sending 45-50', 'waiting 50-80', 'receiving 80-100'];

    expect(written(ran({ queuedAt: 10, request: asked(ends) }))).toEqual([
      ...['looking up 10-20', 'connecting 20-45'],
      ...later,
    ]);
    expect(written(ran({ queuedAt: 10, request: asked({ ...ends, acceptedAt: 30 }) }))).toEqual([
      ...['looking up 10-20', 'connecting 20-30', 'securing 30-45'],
      ...later,
    ]);
  });

  test.each<[Phase, string]>([
    ['lookup', 'looking up'],
    ['connect', 'connecting'],
    ['secure-connect', 'securing'],
    ['send', 'sending'],
    ['first-byte', 'waiting'],
    ['body', 'receiving'],
    ['done', 'receiving'],
  ])('says of a request that ended in %s that it was %s', (phase, segment) => {
    expect(written(ran({ queuedAt: 10, request: asked({ phase }) }))).toEqual([`${segment} 10-100`]);
  });

  test('has no piece of a phase that ended in the instant of the request', () => {
    expect(written(ran({ queuedAt: 10, request: asked({ connectedAt: 30, firstByteAt: 100 }) }))).toEqual([
      ...['connecting 10-30', 'waiting 30-100'],
    ]);
  });
});
