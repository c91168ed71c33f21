import { bothVersions } from './both-versions';

bothVersions(
  'asynclock-throw-deadlock',
  'async-lock',
  { buggy: { bug: true, r: 'deadlock' }, fixed: { bug: false, r: 'ok' } },
  async ({ require, atExit }) => {
    const AsyncLock = require('async-lock');
    const ignore = () => {};
    process.on('uncaughtException', ignore);
    process.on('unhandledRejection', ignore);
    atExit(() => process.off('uncaughtException', ignore).off('unhandledRejection', ignore));
    const lock = new AsyncLock();
    void lock.acquire('k', (done: () => void) => setTimeout(done, 10));
    lock
      // One parameter: callback mode.

      .acquire('k', (_done: () => void) => {
        throw new Error('sync throw in callback mode');
      })
      .catch(() => {});
    const r = await Promise.race([
      lock.acquire('k', async () => 'ok'),
      new Promise((r) => setTimeout(r, 150, 'deadlock')),
    ]);
    return { bug: r !== 'ok', r };
  },
);
