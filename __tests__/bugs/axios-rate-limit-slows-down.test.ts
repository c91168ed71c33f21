import { expect, test } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import { simulate, slowServer } from '../../src';
import { registerMatchers } from '../../src/matchers/register';
import { failureOf } from '../matchers/failure';

registerMatchers(expect);

type RateLimit = (http: AxiosInstance, options: { maxRequests: number; perMilliseconds: number }) => AxiosInstance;

/** Seven requests at once, through a limiter that lets two through in 100 ms. */
async function limitedBy(rateLimit: RateLimit) {
  const server = slowServer('https://api.example', { firstByte: 30 });
  await simulate(
    () => {
      const http = rateLimit(axios.create({ adapter: 'http' }), { maxRequests: 2, perMilliseconds: 100 });
      return Promise.all([1, 2, 3, 4, 5, 6, 7].map((id) => http.get(`${server.origin}/${id}`)));
    },
    { leaks: 'ignore' },
  );
  return server;
}

// Until 1.6.2 only one request went out as a window began, and the next one when an answer came.
test('axios-rate-limit 1.6.2 lets through as many as it may at first, and keeps that up in no later window', async () => {
  const server = await limitedBy(require('axios-rate-limit-slows-down-buggy'));

  expect(server).toStartAtRate(2, { per: 100 });
  expect(failureOf(() => expect(server).toStartAtRate(2, { per: 100, sustained: true }))).toMatchInlineSnapshot(`
   "expect(https://api.example).toStartAtRate(2, { per: 100, sustained: true })

   Expected: exactly 2 starts in every 100 ms, from the first start to the last
   Received: 1 start (GET /3) from 31 ms to before 131 ms, when GET /4 started

                1                 100               200               331 ms
     GET /1     =====|
     GET /2     =====|
   ^ GET /3                       =====|
     GET /4                            ======|
     GET /5                                         =====|
     GET /6                                              ======|
     GET /7                                                           =====|
     in flight  222222000000000000111111111111000000111111111111000000111111
                     ^^^^^^^^^^^^^^^^^^^

     = running   | done   ^ the sparsest 100 ms

   Replay: simulate(body, { seed: 1 })"
  `);
});

test('axios-rate-limit 1.9.0 keeps it up', async () => {
  const server = await limitedBy(require('axios-rate-limit-slows-down-fixed'));

  expect(server).toStartAtRate(2, { per: 100, sustained: true });
});
