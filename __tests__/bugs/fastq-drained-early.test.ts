import { bothVersions } from './both-versions';

bothVersions(
  'fastq-drained-early',
  'fastq',
  { buggy: { bug: true, doneAtDrained: 0 }, fixed: { bug: false, doneAtDrained: 3 } },
  async ({ require }) => {
    const fastq = require('fastq');
    const delay = (ms: number) => new Promise((r) => setTimeout(r, ms));
    let done = 0;
    let doneAtDrained = null as number | null;
    const q = fastq.promise(async () => {
      await delay(10);
      done++;
    }, 1);
    q.drained().then(() => {
      doneAtDrained ??= done;
    });
    await Promise.all([q.push(1), q.push(2), q.push(3)]);
    await delay(10);
    return { bug: doneAtDrained !== 3, doneAtDrained };
  },
);
