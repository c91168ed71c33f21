import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a page is made of beside its data. */
export interface ClientFiles {
  readonly script: string;
  readonly style: string;
}

/**
 * What runs in the page, and its style: beside the package's own files, or, while this repository runs from its sources,
 * where `build/page.mjs` put them.
 */
export function clientFiles(): ClientFiles {
  const folder = __filename.endsWith('.ts') ? join(__dirname, '../../.cache/page') : __dirname;
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { script: read('report-page.js'), style: read('report-page.css') };
}
