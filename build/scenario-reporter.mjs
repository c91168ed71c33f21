import { join } from 'node:path';
import { bundle } from './compile.mjs';

const root = join(import.meta.dirname, '..');

// Jest loads reporters as they are, before its global set-up, so in this repository ours are built by hand.
await bundle([join(root, 'src/scenario-reporter.ts'), join(root, 'src/reporter.ts')], {
  outdir: join(root, '.cache/reporter'),
});
