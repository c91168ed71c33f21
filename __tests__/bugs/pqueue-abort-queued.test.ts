import { bothVersions } from './both-versions';

bothVersions(
  'pqueue-abort-queued',
  'p-queue',
  { buggy: { bug: true, r: 'pending' }, fixed: { bug: false, r: 'AbortError' } },
  async ({ require }) => {
    const { default: PQueue } = require('p-queue');
    const delay = (ms: number) => new Promise((r) => setTimeout(r, ms));
    const queue = new PQueue({ concurrency: 1 });
    const ac = new AbortController();
    queue.add(() => delay(400)); // occupies the slot
    const queued = queue
      .add(async () => 'x', { signal: ac.signal })
      .then(
        () => 'ran',
        (e: Error) => e.name,
      );
    ac.abort();
    const r = await Promise.race([queued, delay(100).then(() => 'pending')]);
    return { bug: r === 'pending', r };
  },
);
