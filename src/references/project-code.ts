import { compiledByProject } from './compiled-by-project';
import { CompiledFiles } from './compiled-files';
import type { ProjectConfig } from './project';
import { mapStackLines } from './stack-lines';
import { compilingForWorker, type Uncompiled } from './uncompiled';

/** The code that a worker runs for a file of the project: what was compiled before, else what the pool's side compiles. */
export class ProjectCode {
  readonly #config: ProjectConfig;
  readonly #isCompiled: (file: string) => boolean;
  readonly #files: CompiledFiles;
  readonly #compiled = new Map<string, string>();
  #isAsking = false;

  /**
   * @param digest - of the project's configuration.
   * @param resolve - finds what a file imports; nothing where there is none.
   */
  constructor(config: ProjectConfig, digest: string, resolve: (request: string, from: string) => string | undefined) {
    this.#config = config;
    this.#isCompiled = compiledByProject(config);
    this.#files = new CompiledFiles(config.cacheDirectory, digest, resolve);
    mapStackLines((file) => this.#compiled.get(file));
  }

  /** Whether somebody is asked to compile: what is required for that is no business of the project's. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  /**
   * Undefined for a file that runs as it is.
   *
   * @throws Error naming the file, if it does not compile.
   */
  of(file: string): string | undefined {
    if (this.#isAsking || !this.#isCompiled(file)) return undefined;
    const code = this.#files.of(file, (text) =>
      this.#ask({ file, source: text.replace(/^#!.*/, ''), config: this.#config }),
    );
    this.#compiled.set(file, code);
    return code;
  }

  #ask(one: Uncompiled): string {
    this.#isAsking = true;
    try {
      return compilingForWorker.ask!(one);
    } catch (error) {
      throw new Error(`${one.file} does not compile: ${(error as Error).message}`, { cause: error });
    } finally {
      this.#isAsking = false;
    }
  }
}
