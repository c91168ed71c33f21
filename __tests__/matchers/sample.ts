import { registerMatchers } from '../../src/matchers/register';
import { span, trace, type Details } from '../../src/trace/build';
import { Run } from '../../src/trace/run';
import type { Source } from '../../src/trace/span';
import { Trace } from '../../src/trace/trace';
import { expect } from '@jest/globals';

registerMatchers(expect);

export const pool: Source = { kind: 'pool', name: 'asyncPool(2)' };

/** Six pages, at most so many at a time, each of 100 ms. */
export function pages(limit: number, count = 6): Trace {
  const sketches = Array.from({ length: count }, (_, i) => {
    const wave = Math.floor(i / limit);
    return span(`page ${i + 1}`, wave * 100, wave * 100 + 100, { queuedAt: 0, source: pool });
  });
  return trace(...sketches);
}

/** Three tasks that start as a, b, c and finish as b, c, a. */
export const abc = trace(
  span('a', 0, 300, { source: pool }),
  span('b', 0, 100, { source: pool }),
  span('c', 100, 200, { source: pool, queuedAt: 0 }),
);

/** A run as `simulate` gives it, with a seed. */
export function simulated(those: Trace, value?: unknown): Run<unknown, unknown, unknown> {
  const { spans, neverStarted } = those;
  const seeded = new Trace(spans, { neverStarted, recording: { seed: 7 } });
  return new Run({ value, elapsed: 0, trace: seeded });
}

/** A request to a server, as its span. */
export function request(endedAt: number, details: Details & { server?: string } = {}) {
  const { server = 'https://usegalaxy.org', request: facts, ...others } = details;
  const { name } = { name: server };
  const source = (sources[name] ??= { kind: 'server', name });
  const asked = { method: 'GET', path: '/api/version', phase: 'done', ...facts } as const;
  return span('GET /api/version', 0, endedAt, {
    source,
    input: { method: 'GET', path: '/api/version' },
    ...others,
    request: asked,
  });
}

const sources: Record<string, Source> = {};
