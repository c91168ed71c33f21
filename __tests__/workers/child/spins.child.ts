import { jest, test } from '@jest/globals';
import { processPool } from '../../../src';
import { announceAndSpin } from '../tasks/faults';

jest.setTimeout(120_000);

test('spins until Jest is killed', async () => {
  await processPool(2).map(announceAndSpin, [process.env['ANNOUNCE']!, process.env['ANNOUNCE']!]);
});
