import type * as JestGlobals from '@jest/globals';
import { UsageError } from '../errors';

/** What `require` says of an ES module that only `import` loads. */
const NOT_BY_REQUIRE = new Set<string | undefined>(['ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE']);

/**
 * Does something with a fresh copy of a module, while whatever is required is a fresh copy too.
 *
 * @returns nothing where there is no Jest to load it, and for an ES module that cannot be required: by this Node, or by
 * any, because something in it is awaited at the top.
 * @throws UsageError if the module cannot be loaded a second time.
 */
export function withFreshModule<T>(file: string, use: (exports: unknown) => T): T | undefined {
  let result: T | undefined;
  jest()?.isolateModules(() => {
    const loaded = load(file);
    if (loaded !== undefined) result = use(loaded.exports);
  });
  return result;
}

/** Loaded late: the matchers also serve an `expect` where there is no Jest. */
function jest(): (typeof JestGlobals)['jest'] | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- late
    return (require('@jest/globals') as typeof JestGlobals).jest;
  } catch {
    return undefined;
  }
}

function load(file: string): { readonly exports: unknown } | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- through Jest, which knows what is fresh
    return { exports: require(file) as unknown };
  } catch (error) {
    if (NOT_BY_REQUIRE.has((error as NodeJS.ErrnoException).code)) return undefined;
    throw new UsageError(
      `Its module, ${file}, could not be loaded a second time: ${String(error)}\n` +
        'Write `{ reload: false }` to judge the function without a fresh copy of it.',
    );
  }
}
