import { deserialize, serialize } from 'node:v8';
import { pack, unpack } from '../src/crossing/pack';
import type { Packed } from '../src/crossing/parcel';
import type { Bench, Contest } from './contest';

const VALUES = 100_000;
const list = (make: (i: number) => unknown): unknown[] => Array.from({ length: VALUES }, (_, i) => make(i));

/** What every channel does with what it is given: written here, read there. */
const sent = (value: unknown): unknown => deserialize(serialize(value));

const crossing = (name: string, values: readonly unknown[], all: readonly unknown[] = [values]): Contest => ({
  name,
  contestants: [
    {
      name: 'packed, sent, unpacked',
      prepare: () => () => all.forEach((value) => unpack(sent(pack(value, 'value')) as Packed)),
    },
    { name: 'sent as it is', prepare: () => () => all.forEach(sent) },
    { name: 'packed and unpacked, unsent', prepare: () => () => all.forEach((value) => unpack(pack(value, 'value'))) },
  ],
});

const numbers = list((i) => i);

export const benches: Bench[] = [
  {
    title: `What crossing to a worker and back to life costs each of ${VALUES} values`,
    aim: 'next to nothing for numbers and strings; at most 3 times the channel for objects, which it makes anew',
    places: ['jest', 'node'],
    reference: 'sent as it is',
    size: VALUES,
    shows: 'cost',
    contests: [
      crossing('one by one', numbers, numbers),
      crossing('numbers in a list', numbers),
      crossing(
        'strings in a list',
        list((i) => `input ${i}`),
      ),
      crossing(
        'small objects in a list',
        list((i) => ({ id: i, name: `input ${i}`, tags: ['a', 'b'] })),
      ),
    ],
  },
];
