import { test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { sampleReport } from './sample';

test('x', async () => {
  writeFileSync('/tmp/page-sample.json', JSON.stringify(await sampleReport()));
});
