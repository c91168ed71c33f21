import type { ScriptTransformer, createScriptTransformer } from '@jest/transform';
import { basename } from 'node:path';
import { readFileSync } from '../native-files';
import { requireOutside } from '../outside';
import { shared } from '../realm';
import type { ProjectConfig } from './project';
import type { Uncompiled } from './uncompiled';

/** To CommonJS, which is what `require` in a worker runs. */
const FOR_REQUIRE = {
  instrument: false,
  supportsDynamicImport: false,
  supportsExportNamespaceFrom: false,
  supportsStaticESM: false,
  supportsTopLevelAwait: false,
};

/** By the project's config as a worker knows it, once one is needed. */
const transformers = shared('script-transformers', () => new Map<string, Promise<ScriptTransformer>>());

/**
 * Compiles a file for a worker where the test runs, by Jest's own transform: Jest has mostly compiled it for the test, and
 * keeps what it has; else its compiler is loaded here, and warm. In a fresh project a worker would take seconds to load
 * TypeScript and to read all of its types, within the test's time.
 *
 * @returns code with its source map inside; the promise rejects if the file does not compile.
 */
export async function compileAsJest({ file, source, config }: Uncompiled): Promise<string> {
  const transformer = await transformerOf(config);
  const { code, sourceMapPath } = transformer.transformSource(file, source, FOR_REQUIRE);
  return hasMap(code) ? code : withMap(code, sourceMapPath, file);
}

function transformerOf(config: ProjectConfig): Promise<ScriptTransformer> {
  const key = JSON.stringify(config);
  const known = transformers.get(key);
  if (known !== undefined) return known;
  // The environment's is the very one that compilers know here, and may hold functions, which no worker is told.
  const own = shared<unknown>('project-config', () => undefined);
  const asItIs = JSON.stringify(own) === key ? own : config;
  const outside = requireOutside('@jest/transform') as { createScriptTransformer: typeof createScriptTransformer };
  const made = outside.createScriptTransformer(asItIs as Parameters<typeof createScriptTransformer>[0]);
  transformers.set(key, made);
  return made;
}

const hasMap = (code: string): boolean => code.includes('//# sourceMappingURL=data:');

/** Node reads source maps from inside the code; Jest keeps them apart. */
function withMap(code: string, path: string | null, file: string): string {
  const map = path === null ? undefined : mapAt(path);
  if (map === undefined) return code;
  const sources = map.sources?.length === 1 ? [file] : map.sources;
  const text = JSON.stringify({ ...map, sources: sources ?? [basename(file)] });
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(text).toString('base64')}`;
}

/** Jest names a path for any code that it finds in its cache. */
function mapAt(path: string): { readonly sources?: readonly string[] } | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { sources?: readonly string[] };
  } catch {
    return undefined;
  }
}
