import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { flatOrder, flatReply, fromFlatOrder, fromFlatReply } from '../../src/workers/flat';
import type { Instruction, Reply } from '../../src/workers/protocol';

/** As a channel of JSON carries it. */
const carried = <T>(message: T): T => JSON.parse(JSON.stringify(message)) as T;

const plain = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.boolean(), fc.constant(null));
const other = fc.constantFrom(undefined, 1n, NaN, Infinity, -Infinity, -0);
const primitive = fc.oneof({ weight: 20, arbitrary: plain }, { weight: 1, arbitrary: other });
const isCarried = (value: unknown): boolean => typeof value !== 'bigint' && Object.is(carried([value])[0], value);

type Slice = Extract<Instruction, { do: 'run slice' }>['slice'];
const orderOf = (inputs: Slice['inputs'], changes: Partial<Slice> = {}): Instruction => ({
  do: 'run slice',
  now: 0,
  slice: { fn: 1, call: 2, takes: 'input', rendezvous: false, first: 3, inputs, ...changes },
});

describe('quick tasks as flat lists', () => {
  test('are what they were behind a channel of JSON, and are flat just if all of their inputs are', () => {
    fc.assert(
      fc.property(fc.array(primitive, { minLength: 1, maxLength: 32 }), (inputs) => {
        const flat = flatOrder(orderOf(inputs));
        if (!inputs.every(isCarried)) return expect(flat).toBeUndefined();
        expect(fromFlatOrder(carried(flat!))).toEqual(orderOf(inputs));
      }),
    );
  });

  test('are no other instruction, and no more than 32 tasks', () => {
    expect(flatOrder({ do: 'wait', now: 0 })).toBeUndefined();
    expect(flatOrder(orderOf([1], { rendezvous: true }))).toBeUndefined();
    expect(flatOrder(orderOf([1], { takes: 'arguments' }))).toBeUndefined();
    expect(flatOrder(orderOf(Array.from({ length: 32 }, () => 0)))).toHaveLength(3 + 32);
    expect(flatOrder(orderOf(Array.from({ length: 33 }, () => 0)))).toBeUndefined();
  });

  test.each<[string, Omit<Reply, 'log'>]>([
    ['who the worker is', { worker: { pid: 1 } }],
    ['that something was misused', { fault: 'swallowed' }],
    ['what the simulation left armed', { leaks: ['a timer'] }],
    ['why a function could not be loaded', { notLoaded: 'no such module' }],
  ])('are no reply that says %s, too', (_, more) => {
    const log: Reply['log'] = [['ran', { times: [0, 1], values: [2], failed: [] }]];

    expect(flatReply({ log })).toEqual([0, 1, 2]);
    expect(flatReply({ log, ...more })).toBeUndefined();
  });

  test('give what they gave, likewise', () => {
    fc.assert(
      fc.property(fc.array(primitive, { minLength: 1, maxLength: 32 }), (values) => {
        const times = [0.5, ...values.map((_, place) => place + 1)];
        const reply: Reply = { log: [['ran', { times, values, failed: [] }]] };
        const flat = flatReply(reply);
        if (!values.every(isCarried)) return expect(flat).toBeUndefined();
        expect(fromFlatReply(carried(flat!))).toEqual(reply);
      }),
    );
  });
});
