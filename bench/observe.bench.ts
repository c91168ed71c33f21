import { observe, simulate } from 'jest-lanes';
import type { Bench, Contest, Turn } from './contest';

const CALLS = 100_000;
const AT_ONCE = 1000;

const plain = (input: number): number => input;
const asynchronous = async (input: number): Promise<number> => input;
const called = (input: number, done: (error: null, result: number) => void): void => done(null, input);

/** In simulations of a thousand calls each, as tests have them: their recordings come and go. */
const inSimulations = (calls: () => unknown): Turn => {
  return async () => {
    for (let done = 0; done < CALLS; done += AT_ONCE) await simulate(calls);
  };
};

const oneByOne = (fn: (input: number) => unknown): Turn => {
  return inSimulations(async () => {
    for (let i = 0; i < AT_ONCE; i++) await fn(i);
  });
};

const allAtOnce = (fn: (input: number) => Promise<number>): Turn => {
  return inSimulations(() => Promise.all(Array.from({ length: AT_ONCE }, (_, i) => fn(i))));
};

const callBacks = (fn: typeof called): Turn => {
  return inSimulations(() => {
    for (let i = 0; i < AT_ONCE; i++) fn(i, () => undefined);
  });
};

const contest = <F>(name: string, fn: F, observed: (fn: F) => F, turn: (fn: F) => Turn): Contest => ({
  name,
  contestants: [
    { name: 'the bare function', prepare: () => turn(fn) },
    { name: 'observed', prepare: () => turn(observed(fn)) },
  ],
});

export const benches: Bench[] = [
  {
    title: `What observing adds to a call, of ${CALLS} calls, once V8 is warm`,
    places: ['jest'],
    reference: 'the bare function',
    size: CALLS,
    // So many turns it takes until V8 has compiled all of it: the second one costs half a microsecond a call more.
    warmUps: 4,
    shows: 'cost above',
    aim: 'at most 1.5 µs a call over the bare function',
    contests: [
      contest('async, one by one', asynchronous, (fn) => observe(fn), oneByOne),
      contest('async, all at once', asynchronous, (fn) => observe(fn), allAtOnce),
      contest('synchronous', plain, (fn) => observe(fn), oneByOne),
      contest('callback', called, (fn) => observe.callback(fn), callBacks),
    ],
  },
];
