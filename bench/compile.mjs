import { build } from 'esbuild';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bundlePage } from '../build/page.mjs';

const root = join(import.meta.dirname, '..');

/** Where the compiled benches go: inside the package, so that `jest-lanes` means what was built into dist/. */
export const compiled = join(root, '.cache/bench');

/** Compiles benches to what both Node and Jest's VM can run, each into one file. */
export async function compile(files) {
  await mkdir(compiled, { recursive: true });
  await build({
    entryPoints: files.map((file) => join(import.meta.dirname, file)),
    outdir: compiled,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Jest's VM cannot import.
    supported: { 'dynamic-import': false },
    // Without its paths, which lead to the sources.
    tsconfigRaw: '{}',
    logLevel: 'warning',
  });
  // The reporter's bench writes pages: what runs in one stands beside whoever writes it.
  await bundlePage(compiled);
}
