import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keepEntry } from './cache-entry';
import { folderDigest } from './configuration-digest';
import { Fingerprint } from './fingerprint';
import { type SourceFile, SourceFiles } from './source-files';

/** Changes with what is in an entry, or in its key. */
const FORMAT = '4';

/**
 * Compiled files on disk, found by all that their code hangs on, so that nobody compiles what a worker has seen before.
 *
 * Workers may race for an entry: all of them write the same.
 */
export class CompiledFiles {
  readonly #folder: string;
  readonly #digest: string;
  readonly #sources = new SourceFiles();
  readonly #resolve: (request: string, from: string) => string | undefined;

  /**
   * @param cacheDirectory - Jest's.
   * @param digest - of the project's configuration.
   * @param resolve - finds what a file imports; nothing where there is none.
   */
  constructor(cacheDirectory: string, digest: string, resolve: (request: string, from: string) => string | undefined) {
    this.#folder = join(cacheDirectory, 'jest-lanes');
    this.#digest = digest;
    this.#resolve = resolve;
  }

  /**
   * The entry of this file, or what `compile` makes of its text.
   *
   * @throws Error of Node if it cannot be read, and what `compile` throws.
   */
  of(file: string, compile: (text: string) => string): string {
    const source = this.#sources.loaded(file);
    const key = this.#keyOf(file, source);
    const entry = join(this.#folder, key.slice(0, 2), key.slice(2));
    const known = codeIn(entry);
    if (known !== undefined) return known;
    const code = compile(source.text);
    keepEntry(entry, sealOf(code) + code);
    return code;
  }

  #keyOf(file: string, source: SourceFile): string {
    const hash = new Fingerprint()
      .update(FORMAT)
      .update(this.#digest)
      .update(folderDigest(dirname(file)));
    hash.update(file).update(source.digest);
    if (isTypeScript(file)) this.#hashImports(hash, file, source, new Set([file]));
    return hash.digest();
  }

  /**
   * What TypeScript may read of the files that one imports: whether a name is but a type, and the values of constant
   * enumerations; of a file that hands on what others export, or has an enumeration, those others.
   */
  #hashImports(hash: Fingerprint, from: string, source: SourceFile, seen: Set<string>): void {
    for (const request of source.requests) {
      const file = this.#resolve(request, from);
      if (file === undefined || seen.has(file) || !isTypeScript(file)) continue;
      seen.add(file);
      const imported = this.#sources.imported(file);
      hash.update(imported.digest);
      if (imported.handsOn) this.#hashImports(hash, file, imported, seen);
    }
  }
}

const isTypeScript = (file: string): boolean => /\.[cm]?tsx?$/.test(file);

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

const DIGEST_LENGTH = new Fingerprint().digest().length;

const sealOf = (code: string): string => new Fingerprint().update(code).digest();

/** The code of an entry; nothing if it is not what was written there: a disk ran full, a machine went down. */
function codeIn(entry: string): string | undefined {
  const content = contentOf(entry);
  const code = content?.slice(DIGEST_LENGTH);
  return code !== undefined && content!.startsWith(sealOf(code)) ? code : undefined;
}
