import { bothVersions } from './both-versions';

bothVersions(
  'pmemoize-stampede',
  'p-memoize',
  { buggy: { bug: true, calls: 3 }, fixed: { bug: false, calls: 1 } },
  async ({ require }) => {
    const pMemoize = require('p-memoize');
    const delay = (ms: number) => new Promise((r) => setTimeout(r, ms));
    let calls = 0;
    const f = pMemoize(async () => {
      calls++;
      await delay(10);
      return calls;
    });
    await Promise.all([f(), f(), f()]); // concurrent first calls must share one execution
    return { bug: calls !== 1, calls };
  },
);
