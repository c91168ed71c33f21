import { expect, test } from '@jest/globals';
// @ts-expect-error -- each project maps it to another file
import { answer } from '@/answer';
import { processPool } from 'jest-lanes';

const isWorkerOfJest = /(process|thread)Child\.js$/.test(process.argv[1]!);

/** What Jest maps the name to here, jest-lanes has to find by itself in a process of its own. */
test(`${answer()}, ${isWorkerOfJest ? 'in a worker of Jest' : 'in Jest itself'}`, async () => {
  const pool = processPool(1);

  expect(await pool.apply(() => require('@/answer').answer() as string)).toBe(answer());
  expect(await pool.apply(answer)).toBe(answer());
  await pool[Symbol.asyncDispose]();
});
