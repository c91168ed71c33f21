import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Decider, type Decision, type Planned, checkPlans, describePlan } from '../../src/servers/plan';
import { randomStream } from '../../src/time/random';

const decider = (plan: Planned | readonly Planned[], seed = 1): Decider =>
  new Decider(checkPlans(plan), (call, phase) => randomStream(seed, 'test', call, phase));
const get = (path = '/', call = 1) => ({ method: 'GET', path, headers: {}, call });
const decided = (plan: Planned | readonly Planned[], request = get()): Decision => {
  const decision = decider(plan).decide(request);
  if (decision === undefined) throw new Error('no plan took the request');
  return decision;
};

describe('a decision', () => {
  test('of an empty plan is 200 at once with an empty body', () => {
    expect(decided({})).toEqual({
      delays: { lookup: 0, connect: 0, secureConnect: 0, send: 0, firstByte: 0 },
      error: undefined,
      status: 200,
      headers: { 'content-length': '0' },
      chunks: [{ after: 0, text: '' }],
    });
  });

  test('has every phase of the plan, each drawn once', () => {
    const { delays, chunks } = decided({ connect: 40, firstByte: [200, 200], body: 'never', json: {} });

    expect(delays).toEqual({ lookup: 0, connect: 40, secureConnect: 0, send: 0, firstByte: 200 });
    expect(chunks).toEqual([{ after: 'never', text: '{}' }]);
  });

  test('draws each phase of each request from a stream of its own', () => {
    const one = decided({ firstByte: [0, 1e6] }).delays.firstByte;
    const two = decided({ connect: [0, 1e6], firstByte: [0, 1e6] }).delays;
    const next = decided({ firstByte: [0, 1e6] }, get('/', 2)).delays.firstByte;

    expect(two.firstByte).toBe(one);
    expect(two.connect).not.toBe(one);
    expect(next).not.toBe(one);
  });

  test('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const plan = { firstByte: [0, 1e9] as const };

        expect(decider(plan, seed).decide(get())).toEqual(decider(plan, seed).decide(get()));
        expect(decider(plan, seed).decide(get())).not.toEqual(decider(plan, seed + 1).decide(get()));
      }),
    );
  });
});

describe('the plan that decides', () => {
  test('is the first that is for the request', () => {
    const plans = [
      { path: '/a', status: 201 },
      { path: /^\/a/, status: 202 },
      { method: 'post', status: 203 },
    ];

    expect(decided(plans, get('/a')).status).toBe(201);
    expect(decided(plans, get('/a?full=1')).status).toBe(201);
    expect(decided(plans, get('/ab')).status).toBe(202);
    expect(decided(plans, { ...get('/b'), method: 'POST' }).status).toBe(203);
    expect(decider(plans).decide(get('/b'))).toBeUndefined();
  });

  test('may be a function of the request, which may leave it to the next', () => {
    const plans: Planned[] = [
      ({ path, headers, call }) =>
        headers['x-slow'] === undefined ? undefined : { firstByte: 100 * call, text: path },
      { status: 404 },
    ];

    expect(decided(plans, { ...get('/a', 3), headers: { 'x-slow': '1' } }).delays.firstByte).toBe(300);
    expect(decided(plans, get('/a', 3)).status).toBe(404);
  });

  test('is checked when a function gives it', () => {
    const wrong = (() => ({ firstbyte: 3 })) as Planned;

    expect(() => decided(wrong)).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`wrong().firstbyte\` to be left out, got \`3\` (number).
     \`wrong()\` may have lookup, connect, secureConnect, send, firstByte, body, status, headers, json, text, chunks, error. Did you mean \`firstByte\`?"
    `);
  });
});

describe('a sequence', () => {
  test('takes its answers in turn and repeats the last', () => {
    const one = decider({ path: '/', sequence: [{ status: 503 }, { status: 502 }, { json: 1 }] });

    expect([1, 2, 3, 4].map((call) => one.decide(get('/', call))?.status)).toEqual([503, 502, 200, 200]);
  });

  test('is counted by route, so another path does not use it up', () => {
    const one = decider([{ path: '/a', sequence: [{ status: 503 }, {}] }, {}]);

    expect(['/b', '/a', '/b', '/a'].map((path) => one.decide(get(path))?.status)).toEqual([200, 503, 200, 200]);
  });

  test('keeps what its plan says, where an answer says nothing else', () => {
    const one = decider({
      connect: 40,
      json: { a: 1 },
      sequence: [{ text: 'busy', status: 503 }, { error: 'reset' }, {}],
    });

    expect(one.decide(get())).toMatchObject({ delays: { connect: 40 }, status: 503, chunks: [{ text: 'busy' }] });
    expect(one.decide(get())).toMatchObject({ delays: { connect: 40 }, status: 200, error: 'reset' });
    expect(one.decide(get())).toMatchObject({ error: undefined, chunks: [{ text: '{"a":1}' }] });
  });
});

describe('the plans of a server', () => {
  test('are refused with the name of the key that is wrong', () => {
    expect(() => checkPlans({ firstbyte: 3 })).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`plan.firstbyte\` to be left out, got \`3\` (number).
     \`plan\` may have method, path, lookup, connect, secureConnect, send, firstByte, body, status, headers, json, text, chunks, error, sequence. Did you mean \`firstByte\`?"
    `);
    expect(() => checkPlans({ colour: 'red' })).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`plan.colour\` to be left out, got \`'red'\` (string).
     \`plan\` may have method, path, lookup, connect, secureConnect, send, firstByte, body, status, headers, json, text, chunks, error, sequence."
    `);
    expect(() => checkPlans({ firstByte: -3 })).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`plan.firstByte\` to be a number of milliseconds from 0 up, got \`-3\` (number).
     Or 'never', a range [least, most], or a distribution such as exponential({ mean: 300 })."
    `);
    expect(() => checkPlans([{}, { connect: [2, 1] }])).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan[1].connect\` to be a range [least, most] of whole milliseconds from 0 up, got \`[ 2, 1 ]\` (array)."`,
    );
    expect(() => checkPlans({ sequence: [] })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.sequence\` to be an array of at least one answer, got \`[]\` (array)."`,
    );
    expect(() => checkPlans({ sequence: [{ sequence: [{}] }] })).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`plan.sequence[0].sequence\` to be left out, got \`[ {} ]\` (array).
     \`plan.sequence[0]\` may have lookup, connect, secureConnect, send, firstByte, body, status, headers, json, text, chunks, error."
    `);
    expect(() => checkPlans([])).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan\` to be at least one plan, got \`[]\` (array)."`,
    );
    expect(() => checkPlans(null)).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan\` to be an object, got \`null\` (null)."`,
    );
  });

  test('are refused for a route that matches nothing', () => {
    expect(() => checkPlans({ method: 'GET /' })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.method\` to be an HTTP method, as 'GET', got \`'GET /'\` (string)."`,
    );
    expect(() => checkPlans({ path: 'api' })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.path\` to be a path that begins with /, got \`'api'\` (string)."`,
    );
    expect(() => checkPlans({ path: 3 })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.path\` to be a text, a pattern or a function of the request, got \`3\` (number)."`,
    );
  });

  test('are said in words', () => {
    const slowOnes: Planned = () => ({});
    const plans: Planned[] = [
      { method: 'get', path: '/a' },
      { path: /^\/b/ },
      {},
      slowOnes,
      {
        path: function big() {
          return true;
        },
      },
    ];

    expect(plans.map(describePlan)).toMatchInlineSnapshot(`
     [
       "GET /a",
       "any method, /^\\/b/",
       "any method, any path",
       "what slowOnes decides",
       "any method, paths that big takes",
     ]
    `);
  });
});
