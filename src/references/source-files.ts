import { readFileSync, statSync } from 'node:fs';
import { natives } from '../time/natives';
import { Fingerprint } from './fingerprint';
import { requestsIn, sourceOf } from './requests';

/** A file as it was when it was read. */
export class SourceFile {
  /** Tells its text from others. */
  readonly digest: string;
  /** Of the file on disk, when it was read. */
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
 * The files that a worker loads, or that one of them imports: read and hashed once, however many import them, and anew
 * once they have changed, for a task may write what another requires.
 */
export class SourceFiles {
  readonly #files = new Map<string, SourceFile>();

  /** As it is imported; empty if it cannot be read. */
  imported(file: string): SourceFile {
    return this.#as(file, sourceOf);
  }

  /**
   * As it is loaded.
   *
   * @throws Error of Node if it cannot be read.
   */
  loaded(file: string): SourceFile {
    return this.#as(file, (path) => readFileSync(path, 'utf8'));
  }

  #as(file: string, read: (file: string) => string): SourceFile {
    const [known, stamp] = [this.#files.get(file), stampOf(file)];
    if (known !== undefined && stamp !== undefined && known.stamp === stamp) return known;
    const text = read(file);
    const source = known?.text === text ? known : new SourceFile(text);
    source.stamp = stamp;
    this.#files.set(file, source);
    return source;
  }
}

/** Times of files are no finer than some milliseconds. */
const SETTLED_AFTER_MS = 1000;

/** Changes whenever somebody writes the file; undefined if it is not there, or so new that another change may not show. */
function stampOf(file: string): string | undefined {
  try {
    const { ino, size, ctimeMs } = statSync(file);
    return natives.dateNow() - ctimeMs < SETTLED_AFTER_MS ? undefined : `${ino} ${size} ${ctimeMs}`;
  } catch {
    return undefined;
  }
}
