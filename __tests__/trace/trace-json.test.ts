import { describe, expect, test } from '@jest/globals';
import { span, trace, type Details } from '../../src/trace/build';
import { Recorder } from '../../src/trace/recorder';
import type { Source } from '../../src/trace/span';
import type { Trace } from '../../src/trace/trace';

const pool: Source = { kind: 'pool', name: 'asyncPool(1)' };
const server: Source = { kind: 'server', name: 'https://usegalaxy.org' };

function recorded(poolName = pool.name): Trace {
  const source = { ...pool, name: poolName };
  const clock = { now: 0 };
  const recorder = new Recorder(() => clock.now, { seed: 7 });
  const task = recorder.queue({ source, label: 'version', input: new URL('https://usegalaxy.org') });
  recorder.queue({ source, label: 'waits', input: 2n });
  task.start(0);
  const request = recorder.queue({ source: server, label: 'GET /api/version', input: undefined, parent: task.id });
  request.start(0);
  clock.now = 40;
  const facts = { method: 'GET', path: '/api/version', phase: 'done', status: 200, connectedAt: 10 } as const;
  request.end('fulfilled', { request: facts });
  task.end('rejected', { error: new Error('no') });
  return recorder.close();
}

describe('toJSON', () => {
  test('says all in plain data, with a version', () => {
    expect(JSON.stringify(recorded(), null, 1)).toMatchInlineSnapshot(`
     "{
      "version": 1,
      "seed": 7,
      "sources": [
       {
        "kind": "pool",
        "name": "asyncPool(1)"
       },
       {
        "kind": "server",
        "name": "https://usegalaxy.org"
       }
      ],
      "spans": [
       {
        "id": 0,
        "label": "version",
        "input": "https://usegalaxy.org/",
        "lane": 0,
        "queuedAt": 0,
        "startedAt": 0,
        "endedAt": 40,
        "startStep": 0,
        "endStep": 3,
        "outcome": "rejected",
        "error": {
         "name": "Error",
         "message": "no"
        },
        "source": 0
       },
       {
        "id": 2,
        "label": "GET /api/version",
        "input": "[undefined]",
        "lane": 0,
        "queuedAt": 0,
        "startedAt": 0,
        "endedAt": 40,
        "startStep": 1,
        "endStep": 2,
        "outcome": "fulfilled",
        "request": {
         "method": "GET",
         "path": "/api/version",
         "phase": "done",
         "status": 200,
         "connectedAt": 10
        },
        "source": 1,
        "parent": 0
       }
      ],
      "neverStarted": [
       {
        "id": 1,
        "label": "waits",
        "input": "[2n]",
        "queuedAt": 0,
        "endedAt": 40,
        "outcome": "unfinished",
        "source": 0
       }
      ]
     }"
    `);
  });

  test('has what was given, and no fields that say nothing', () => {
    const json = trace(span('a', 0, 5, { result: [undefined], worker: { pid: 7 } })).toJSON();

    expect(json).toStrictEqual({
      version: 1,
      sources: [{ kind: 'function', name: 'by hand' }],
      neverStarted: [],
      spans: [
        {
          ...{ id: 0, label: 'a', input: 'a', source: 0, lane: 0, outcome: 'fulfilled', result: ['[undefined]'] },
          ...{ queuedAt: 0, startedAt: 0, endedAt: 5, startStep: 0, endStep: 1 },
        },
      ],
    });
  });

  test('is the same to the byte each time', () => {
    expect(JSON.stringify(recorded())).toBe(JSON.stringify(recorded()));
  });
});

describe('hash', () => {
  const hash = (details: Details, label = 'a', endedAt = 10) => trace(span(label, 0, endedAt, details)).hash();

  test('is the SHA-256 of what ran when, and stays what it was in earlier releases', () => {
    expect(recorded().hash()).toMatchInlineSnapshot(
      `"80596a812f161b46f34af4630c6a3467e13d4e4bbffcc2c2d222e4d6b50c7c29"`,
    );
  });

  test.each<[string, Details, Details]>([
    ['results', { result: 1 }, { result: 2 }],
    ['errors', { error: new Error('fetch failed') }, { error: new Error('ECONNRESET') }],
    ['inputs', { input: 1 }, { input: 2 }],
    ['lanes', { lane: 0 }, { lane: 1 }],
  ])('is the same for different %s', (_what, one, other) => {
    expect(hash(one)).toBe(hash(other));
  });

  test('is the same for the same work on another pool', () => {
    expect(recorded('threadPool(1)').hash()).toBe(recorded('asyncPool(1)').hash());
  });

  const request = { method: 'GET', path: '/', phase: 'done', status: 200, connectedAt: 1, firstByteAt: 2 } as const;

  test('leaves out when a request was looked up, accepted and sent: clients differ in that', () => {
    const more = { ...request, lookedUpAt: 1, acceptedAt: 1, sentAt: 2 };

    expect(hash({ request: more })).toBe(hash({ request }));
  });

  test.each<[string, Details, Details]>([
    ['parents', { parent: 1 }, { parent: 2 }],
    ['outcomes', { outcome: 'rejected' }, { outcome: 'timed-out' }],
    ['sources', { source: server }, { source: { ...server, name: 'https://usegalaxy.eu' } }],
    ['queueing', { queuedAt: 0 }, {}],
    ...Object.entries({ method: 'PUT', path: '/x', phase: 'body', status: 404, connectedAt: 0, firstByteAt: 3 }).map(
      ([fact, value]): [string, Details, Details] => [
        `requests’ ${fact}`,
        { request },
        { request: { ...request, [fact]: value } },
      ],
    ),
  ])('differs for different %s', (_what, one, other) => {
    const late = (details: Details) => trace(span('a', 5, 10, details)).hash();

    expect(late(one)).not.toBe(late(other));
  });

  test('differs for different labels, instants and steps', () => {
    const touching = trace(span('a', 0, 10), span('b', 0, 10)).hash();
    const recorder = new Recorder(() => 0);
    const open = ['a', 'b'].map((label) => recorder.queue({ source: pool, label, input: label }));
    open.forEach((one) => one.start(0));
    open.forEach((one) => one.end('fulfilled'));
    const overlapping = recorder.trace().hash();

    expect(new Set([hash({}), hash({}, 'b'), hash({}, 'a', 11), touching, overlapping]).size).toBe(5);
  });
});
