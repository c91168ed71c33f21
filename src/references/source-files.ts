import { readFileSync, statSync } from 'node:fs';
import { Fingerprint } from './fingerprint';
import { requestsIn, sourceOf } from './requests';

/** A file as it was when it was read. */
export class SourceFile {
  /** Tells its text from others. */
  readonly digest: string;
  /** Of the file on disk, when it was read as one that is imported. */
  stamp: string | undefined;
  #requests: readonly string[] | undefined;

  constructor(readonly text: string) {
    this.digest = new Fingerprint().update(text).digest();
  }

  /** The modules that it imports, as it names them. */
  get requests(): readonly string[] {
    return (this.#requests ??= requestsIn(this.text));
  }

  /** Whether what it exports may be what others export, or an enumeration with values of theirs. */
  get handsOn(): boolean {
    return HANDS_ON.test(this.text);
  }
}

const HANDS_ON = /\bexport\b[^;]*\bfrom\b|\bexport\s*(?:[{=]|import\b|default\s+[\w$]+\s*(?:;|$))|\benum\b/m;

/**
 * The files that a worker loads, or that one of them imports: hashed once, however many import them, and read anew once
 * they have changed, for a task may write what another requires.
 */
export class SourceFiles {
  readonly #files = new Map<string, SourceFile>();

  /** As it is imported; empty if it cannot be read. */
  imported(file: string): SourceFile {
    const [known, stamp] = [this.#files.get(file), stampOf(file)];
    if (known?.stamp === stamp) return known;
    const source = this.#keep(file, sourceOf(file));
    source.stamp = stamp;
    return source;
  }

  /**
   * As it is loaded.
   *
   * @throws Error of Node if it cannot be read.
   */
  loaded(file: string): SourceFile {
    return this.#keep(file, readFileSync(file, 'utf8'));
  }

  #keep(file: string, text: string): SourceFile {
    const known = this.#files.get(file);
    if (known?.text === text) return known;
    const source = new SourceFile(text);
    this.#files.set(file, source);
    return source;
  }
}

/** Changes whenever somebody writes the file. */
function stampOf(file: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(file);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return 'none';
  }
}
