import { readFileSync } from '../native-files';

/** The modules that a source imports, re-exports from or requires, as it names them; each once. */
export function requestsIn(source: string): readonly string[] {
  const found = source.matchAll(/\b(?:from|import|require\()\s*(['"])([^'"\n]+)\1/g);
  return [...new Set([...found].map(([, , request]) => request!))];
}

/** A file's source; empty if it cannot be read. */
export function sourceOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
