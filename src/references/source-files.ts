import { readFileSync } from 'node:fs';
import { Fingerprint } from './fingerprint';
import { requestsIn, sourceOf } from './requests';

/** A file as it was when it was read. */
class SourceFile {
  /** Tells its text from others. */
  readonly digest: string;
  /** Whether it has been loaded since, as a module. */
  isLoaded = false;
  #requests: readonly string[] | undefined;

  constructor(readonly text: string) {
    this.digest = new Fingerprint().update(text).digest();
  }

  /** The modules that it imports, as it names them. */
  get requests(): readonly string[] {
    return (this.#requests ??= requestsIn(this.text));
  }

  /** Whether it exports what others export. */
  get handsOn(): boolean {
    return /\bexport\b[^;]*\bfrom\b/.test(this.text);
  }
}

/** The files that a worker loads, or that one of them imports: each is read once, however many import it. */
export class SourceFiles {
  readonly #files = new Map<string, SourceFile>();

  /** As it is imported; empty if it cannot be read. */
  imported(file: string): SourceFile {
    return this.#files.get(file) ?? this.#read(file, sourceOf(file));
  }

  /**
   * As it is loaded; read anew if it was loaded before.
   *
   * @throws Error of Node if it cannot be read.
   */
  loaded(file: string): SourceFile {
    const known = this.#files.get(file);
    // One that could not be read then says why now.
    const source =
      known?.isLoaded === false && known.text !== '' ? known : this.#read(file, readFileSync(file, 'utf8'));
    source.isLoaded = true;
    return source;
  }

  #read(file: string, text: string): SourceFile {
    const source = new SourceFile(text);
    this.#files.set(file, source);
    return source;
  }
}
