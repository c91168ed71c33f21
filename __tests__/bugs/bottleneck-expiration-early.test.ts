import { bothVersions } from './both-versions';

bothVersions(
  'bottleneck-expiration-early',
  'bottleneck',
  { buggy: { bug: true, rs: [1, 'This job timed out after 80 ms.'] }, fixed: { bug: false, rs: [1, 2] } },
  async ({ require }) => {
    const Bottleneck = require('bottleneck');
    const delay = (ms: number) => new Promise((r) => setTimeout(r, ms));
    const l = new Bottleneck({ minTime: 100 });
    const rs = await Promise.all(
      [1, 2].map((n) =>
        l
          .schedule({ expiration: 80 }, async () => {
            await delay(30);
            return n;
          })
          .catch((e: Error) => e.message),
      ),
    );
    return { bug: rs[1] !== 2, rs }; // job 2 waits 100ms for its slot, runs 30ms: must not "time out"
  },
);
