import { type SpanSketch, span } from '../../src/trace/build';
import type { RequestFacts, Source } from '../../src/trace/span';

const facts = { method: 'GET', path: '/api/version' } as const;

export function server(name: string): Source {
  return { kind: 'server', name };
}

/** Requests that went through all phases, that stalled in each, and that were reset: each to a server of its own. */
export const requests: readonly SpanSketch[] = [
  ask('https://usegalaxy.org', 1500, {
    ...{ phase: 'done', status: 200 },
    ...{ lookedUpAt: 100, acceptedAt: 200, connectedAt: 300, sentAt: 400, firstByteAt: 900 },
  }),
  ask('https://stalls.example', 2000, { phase: 'first-byte', lookedUpAt: 0, connectedAt: 40, sentAt: 40 }, 'timed-out'),
  ask('https://down.example', 2000, { phase: 'connect', lookedUpAt: 0 }, 'timed-out'),
  ask('https://breaks.example', 700, { phase: 'body', lookedUpAt: 0, connectedAt: 0, firstByteAt: 350 }, 'rejected'),
  ask('https://left.example', 1000, { phase: 'send', lookedUpAt: 0, connectedAt: 500 }, 'cancelled'),
];

function ask(
  origin: string,
  endedAt: number,
  request: Omit<RequestFacts, 'method' | 'path'>,
  outcome: 'fulfilled' | 'timed-out' | 'rejected' | 'cancelled' = 'fulfilled',
): SpanSketch {
  return span('GET /api/version', 0, endedAt, {
    source: server(origin),
    outcome,
    request: { ...facts, ...request },
  });
}
