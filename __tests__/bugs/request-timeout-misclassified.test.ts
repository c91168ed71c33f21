import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { bothVersions } from './both-versions';

bothVersions(
  'request-timeout-misclassified',
  'request',
  {
    buggy: { bug: true, code: 'ETIMEDOUT', connect: false },
    fixed: { bug: false, code: 'ESOCKETTIMEDOUT', connect: false },
  },
  async ({ require, atExit }) => {
    const request = require('request');
    const srv = http.createServer(() => {}); // connects at once, never answers: a READ timeout
    atExit(() => srv.close().closeAllConnections());
    await new Promise<void>((r) => srv.listen(0, '127.0.0.1', r));
    const { port } = srv.address() as AddressInfo;
    const e = await new Promise<{ code: string; connect?: boolean }>((r) =>
      request({ url: `http://127.0.0.1:${port}/`, timeout: 80 }, r),
    );
    return { bug: e.code !== 'ESOCKETTIMEDOUT', code: e.code, connect: e.connect };
  },
);
