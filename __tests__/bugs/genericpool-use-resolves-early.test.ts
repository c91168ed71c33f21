import { bothVersions } from './both-versions';

bothVersions(
  'genericpool-use-resolves-early',
  'generic-pool',
  { buggy: { bug: true }, fixed: { bug: false } },
  async ({ require }) => {
    const { createPool } = require('generic-pool');
    const delay = (ms: number, v?: unknown) => new Promise((r) => setTimeout(r, ms, v));
    const pool = createPool({ create: async () => ({}), destroy: async () => {} }, { max: 1 });
    let done = false;
    await pool.use(async () => {
      await delay(40);
      done = true;
    });
    return { bug: !done };
  },
);
