import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { bothVersions } from './both-versions';

bothVersions(
  'axiosretry-lastrequesttime',
  'axios-retry',
  // In plain Node each attempt takes some real milliseconds more, so the buggy version gives up after 3 or 4 of them.
  { buggy: { bug: true, n: 4, at: [0, 61, 122, 183] }, fixed: { bug: false, n: 5, at: [0, 61, 122, 183, 244] } },
  async ({ require, atExit }) => {
    const axios = require('axiosretry-lastrequesttime-axios');
    const ar = require('axios-retry');
    const axiosRetry = ar.default ?? ar;
    let n = 0;
    const at: number[] = [];
    const t0 = Date.now();
    const srv = http.createServer((_q, s) => {
      n++;
      at.push(Date.now() - t0);
      setTimeout(() => {
        s.statusCode = 503;
        s.end();
      }, 60);
    });
    atExit(() => srv.close().closeAllConnections());
    await new Promise<void>((r) => srv.listen(0, '127.0.0.1', r));
    const c = axios.create({ timeout: 400, proxy: false });
    axiosRetry(c, { retries: 4, retryDelay: () => 1 });
    const { port } = srv.address() as AddressInfo;
    await c.get(`http://127.0.0.1:${port}/`).catch(() => {});
    return { bug: n < 5, n, at }; // 5 attempts x ~60ms fit in the 400ms budget
  },
);
