import { expect, test } from '@jest/globals';
import assert from 'node:assert';
import { createSecretKey } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { pack } from '../../src/crossing/pack';
import { UsageError } from '../../src/errors';

/** What packing a value as the member of `inputs` is refused with. */
function refused(value: unknown, what = 'inputs'): string {
  try {
    pack(value, what);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error('It was not refused.');
}

/** What a value inside of an object is called, without the advice. */
const named = (value: unknown): string => refused({ it: value }).split(', which')[0]!;

test('a refusal names the path, what is there, and what to do instead', () => {
  const inputs = [1, 2, 3, { callback: () => undefined }];

  expect(refused(inputs)).toMatchInlineSnapshot(`
   "inputs[3].callback is a function, which cannot cross between a test and its workers.
   Send data, and let the task choose the function by it."
  `);
  expect(refused(Symbol('s'), 'input')).toMatchInlineSnapshot(`
   "input is a symbol, which cannot cross between a test and its workers.
   Send its name, as a string."
  `);
});

test('a path is written as code that leads there', () => {
  const no = (): void => undefined;
  const key = { key: true };

  expect(
    [
      { 'two words': { 0: no } },
      [[no]],
      Object.assign([1], { named: no }),
      Object.assign(Array.from({ length: 200 }, Number), { named: no }),
      [1, , [no]], // eslint-disable-line no-sparse-arrays
      new Map([['a', { b: no }]]),
      new Map([[7, no]]),
      new Map([[key, no]]),
      new Map([[no, 1]]),
      new Set([1, { a: no }]),
      Object.assign(Object.create(null), { a: no }),
      { naïve$_1: no },
      { '"': no },
    ].map((value) => refused(value).split(' is a')[0]),
  ).toMatchInlineSnapshot(`
   [
     "inputs["two words"][0]",
     "inputs[0][0]",
     "inputs.named",
     "inputs.named",
     "inputs[2][0]",
     "inputs.get("a").b",
     "inputs.get(7)",
     "[...inputs.values()][0]",
     "[...inputs.keys()][0]",
     "[...inputs][1].a",
     "inputs.a",
     "inputs.naïve$_1",
     "inputs["\\""]",
   ]
  `);
});

test('what nobody can take apart is called by its name', () => {
  class Counter {
    #count = 1;
    get count(): number {
      return this.#count;
    }
  }
  class Doubled extends Counter {}
  const things: unknown[] = [
    async () => undefined,
    class Empty extends Date {},
    Object(Symbol('s')),
    Promise.resolve(),
    new Proxy({}, {}),
    (function* () {})(),
    (async function* () {})(),
    [1].values(),
    new Map().keys(),
    new WeakMap(),
    new WeakSet(),
    new WeakRef({}),
    new AbortController(),
    AbortSignal.abort(),
    new Headers(),
    new FormData(),
    new Blob([]),
    new Response('x'),
    new Request('http://localhost'),
    new ReadableStream(),
    new MessageChannel().port1,
    new EventTarget(),
    new TextDecoder(),
    new Intl.NumberFormat(),
    createSecretKey(Buffer.from('key')),
    new SharedArrayBuffer(1),
    new Uint8Array(new SharedArrayBuffer(1)),
    process,
    new Counter(),
    new Doubled(),
  ];

  expect(things.map(named)).toMatchInlineSnapshot(`
   [
     "inputs.it is a function",
     "inputs.it is a function",
     "inputs.it is a symbol",
     "inputs.it is a Promise",
     "inputs.it is a Proxy",
     "inputs.it is a Generator",
     "inputs.it is an AsyncGenerator",
     "inputs.it is an Array Iterator",
     "inputs.it is a Map Iterator",
     "inputs.it is a WeakMap",
     "inputs.it is a WeakSet",
     "inputs.it is a WeakRef",
     "inputs.it is an AbortController",
     "inputs.it is an AbortSignal",
     "inputs.it is a Headers",
     "inputs.it is a FormData",
     "inputs.it is a Blob",
     "inputs.it is a Response",
     "inputs.it is a Request",
     "inputs.it is a ReadableStream",
     "inputs.it is an EventTarget",
     "inputs.it is an EventTarget",
     "inputs.it is a TextDecoder",
     "inputs.it is an Intl.NumberFormat",
     "inputs.it is a KeyObject",
     "inputs.it is a SharedArrayBuffer",
     "inputs.it.buffer is a SharedArrayBuffer",
     "inputs.it is a process",
     "inputs.it is a Counter with private fields",
     "inputs.it is a Doubled with private fields",
   ]
  `);
});

test('advice fits what it is for', () => {
  class Counter {
    #count = 1;
    count = () => this.#count;
  }
  const things = {
    promise: Promise.resolve(),
    proxy: new Proxy({}, {}),
    generator: (function* () {})(),
    iterator: [1].values(),
    weak: new WeakMap(),
    reference: new WeakRef({}),
    signal: AbortSignal.abort(),
    controller: new AbortController(),
    headers: new Headers(),
    form: new FormData(),
    blob: new Blob([]),
    response: new Response('x'),
    memory: new SharedArrayBuffer(1),
    private: new Counter(),
    platform: new TextDecoder(),
  };

  expect(Object.values(things).map((thing) => refused(thing).split('\n')[1])).toMatchInlineSnapshot(`
   [
     "Await it first.",
     "Send a copy of what it shows: \`{ ...proxy }\`.",
     "Send what it yields, as an array.",
     "Send what it yields, as an array.",
     "Nothing can list what it holds. Send a Map or a Set.",
     "Send what it points to.",
     "Nobody could abort it from afar. Make a signal in the task: \`AbortSignal.timeout(ms)\`.",
     "Nobody could abort it from afar. Make a controller in the task.",
     "Send its entries: \`[...headers]\`.",
     "Send its entries: \`[...formData]\`.",
     "Send its bytes: \`await blob.arrayBuffer()\`.",
     "Send its body: \`await response.json()\`.",
     "Processes share no memory. Use a thread pool, or send a copy of the bytes: \`new Uint8Array(shared).slice()\`.",
     "They would be lost on the way. Send the data that it is made from, and make it in the task.",
     "Send the data that it is made from, and make it in the task.",
   ]
  `);
});

test('bytes that were transferred away are refused', () => {
  const bytes = new Uint8Array(8);
  structuredClone(bytes, { transfer: [bytes.buffer] });

  expect(refused([bytes])).toMatchInlineSnapshot(`
   "inputs[0].buffer is an ArrayBuffer that was transferred away, which cannot cross between a test and its workers.
   Send it before it is transferred, or send a copy."
  `);
});

test('a getter that throws is refused by name', () => {
  const token = { enumerable: true, get: () => assert.fail('not yet') };

  expect(refused([Object.defineProperty({}, 'token', token)])).toMatchInlineSnapshot(`
   "inputs[0].token is a getter that throws (AssertionError [ERR_ASSERTION]: not yet), which cannot cross between a test and its workers.
   Take it off, or have it give a value."
  `);
  expect(named(Object.defineProperty([1], 0, token))).toMatch(
    /^inputs\.it\[0\] is a getter that throws \(AssertionError/,
  );
});

test('an emitter is refused by what it holds, and crosses if it holds nothing', () => {
  expect(refused(new EventEmitter().on('data', () => undefined)).split(',')[0]).toMatchInlineSnapshot(
    `"inputs._events.data is a function"`,
  );
  expect(() => pack(new EventEmitter(), 'inputs')).not.toThrow();
});

test('what is refused outside of errors is refused even if an error holds it too', () => {
  const config = { adapter: () => undefined };

  expect(refused([Object.assign(new Error('no'), { config }), [[config]]])).toMatch(
    /^inputs\[1\]\[0\]\[0\]\.adapter is a function/,
  );
});
