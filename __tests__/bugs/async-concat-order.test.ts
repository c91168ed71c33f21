import { bothVersions } from './both-versions';

bothVersions(
  'async-concat-order',
  'async',
  { buggy: { bug: true, out: [10, 20, 30] }, fixed: { bug: false, out: [30, 10, 20] } },
  async ({ require }) => {
    const async = require('async');
    const out = await new Promise<number[]>((res, rej) =>
      async.concat(
        [30, 10, 20],
        (ms: number, cb: (e: null, r: number[]) => void) => setTimeout(cb, ms, null, [ms]),
        (e: unknown, r: number[]) => (e ? rej(e) : res(r)),
      ),
    );
    return { bug: out.join() !== '30,10,20', out };
  },
);
