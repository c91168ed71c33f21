import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importModule } from './import-module';
import type { ProjectConfig } from './project';

/** A Jest transformer, as Jest's documentation has it. */
interface Transformer {
  process?(source: string, file: string, options: object): { readonly code?: unknown; readonly map?: unknown };
  createTransformer?(options: unknown): Transformer;
}

/** Code that runs, with its source map inside. */
export type Compile = (source: string, file: string) => string;

/** Compiles a file to CommonJS, which is what `require` in a worker runs. */
const FOR_REQUIRE = {
  instrument: false,
  supportsDynamicImport: false,
  supportsExportNamespaceFrom: false,
  supportsStaticESM: false,
  supportsTopLevelAwait: false,
};

/**
 * The project's transformers, each loaded when a file first needs it: TypeScript alone takes 200 ms to load.
 *
 * They are called by the interface Jest documents for them, and not through `@jest/transform`: that one loads all of
 * them, and only asynchronously, which a `require` under way cannot wait for.
 */
export class Transformers {
  readonly #config: ProjectConfig;
  readonly #configString: string;
  readonly #entries: readonly { readonly pattern: RegExp; readonly path: string; readonly options: unknown }[];
  readonly #ignore: RegExp | undefined;
  readonly #loaded = new Map<string, Transformer>();
  /** What the transformers read besides the file they compile. */
  readonly #sources = new Map<string, string>();

  constructor(config: ProjectConfig) {
    this.#config = config;
    this.#configString = JSON.stringify(config);
    this.#entries = config.transform.map(([pattern, path, options]) => ({
      pattern: new RegExp(pattern),
      path,
      options: options ?? {},
    }));
    const patterns = config.transformIgnorePatterns;
    this.#ignore = patterns.length === 0 ? undefined : new RegExp(patterns.join('|'));
  }

  /** How this file is compiled; nothing for a file that runs as it is. */
  compileFor(file: string): Compile | undefined {
    if (this.#ignore?.test(file) === true) return undefined;
    const entry = this.#entries.find(({ pattern }) => pattern.test(file));
    if (entry === undefined) return undefined;
    return (source) => this.#compile(entry.path, entry.options, source, file);
  }

  /** Loads the transformers that only `import` loads. */
  async importModules(): Promise<void> {
    for (const { path, options } of this.#entries.filter(({ path }) => path.endsWith('.mjs'))) {
      const { default: exported } = (await importModule(pathToFileURL(path).href)) as { default: Transformer };
      this.#loaded.set(keyOf(path, options), made(exported, options));
    }
  }

  get needImports(): boolean {
    return this.#entries.some(({ path }) => path.endsWith('.mjs'));
  }

  #compile(path: string, transformerConfig: unknown, source: string, file: string): string {
    const transformer = this.#transformer(path, transformerConfig);
    if (transformer.process === undefined) {
      throw new Error(
        `The transformer ${path} has no \`process\`: a module that is required cannot wait for its code.`,
      );
    }
    const options = {
      ...FOR_REQUIRE,
      cacheFS: this.#sources,
      config: this.#config,
      configString: this.#configString,
      transformerConfig,
    };
    const { code, map } = transformer.process(source, file, options);
    if (typeof code !== 'string') throw new Error(`The transformer ${path} gave no code.`);
    return withMap(code, map, file);
  }

  #transformer(path: string, options: unknown): Transformer {
    const key = keyOf(path, options);
    let transformer = this.#loaded.get(key);
    if (transformer === undefined) {
      const exported = createRequire(path)(path) as Transformer & { default?: Transformer };
      transformer = made(exported.default ?? exported, options);
      this.#loaded.set(key, transformer);
    }
    return transformer;
  }
}

const keyOf = (path: string, options: unknown): string => `${path} ${JSON.stringify(options)}`;

const made = (exported: Transformer, options: unknown): Transformer =>
  exported.createTransformer?.(options) ?? exported;

/** Node reads source maps from inside the code. */
function withMap(code: string, map: unknown, file: string): string {
  if (map === undefined || map === null || map === '' || code.includes('//# sourceMappingURL=data:')) return code;
  const parsed = (typeof map === 'string' ? JSON.parse(map) : map) as { sources?: readonly string[] };
  const sources = parsed.sources?.length === 1 ? [file] : parsed.sources;
  const text = JSON.stringify({ ...parsed, sources: sources ?? [basename(file)] });
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(text).toString('base64')}`;
}
