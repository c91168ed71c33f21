import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { bothVersions } from './both-versions';

bothVersions(
  'axios-slow-body-no-timeout',
  'axios',
  { buggy: { bug: true, r: 'no timeout' }, fixed: { bug: false, r: 'ECONNABORTED' } },
  async ({ require, atExit }) => {
    const axios = require('axios');
    const srv = http.createServer((_q, s) => {
      s.write('partial');
    }); // headers at once, body never ends
    atExit(() => srv.close().closeAllConnections());
    await new Promise<void>((r) => srv.listen(0, '127.0.0.1', r));
    const { port } = srv.address() as AddressInfo;
    const r = await Promise.race([
      axios.get(`http://127.0.0.1:${port}/`, { timeout: 150, proxy: false }).then(
        () => 'ok',
        (e: { code: string }) => e.code,
      ),
      new Promise((r) => setTimeout(r, 700, 'no timeout')),
    ]);
    return { bug: r === 'no timeout', r };
  },
);
