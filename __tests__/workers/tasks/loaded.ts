/** What this worker has loaded so far of the packages, and of Node's own modules, that take long to load. */
export async function loadedHere(): Promise<readonly string[]> {
  const files = Object.keys(cacheOfNode()).join('\n');
  const packages = ['nock', 'typescript', 'ts-jest', '@babel/core', 'jest-config'].filter((name) =>
    new RegExp(`[\\\\/]node_modules[\\\\/]${name}[\\\\/]`).test(files),
  );
  const builtins = ['https', 'crypto'].filter((name) => nodes().includes(`NativeModule ${name}`));
  return Promise.resolve([...packages, ...builtins]);
}

/** In a test this is the cache of Jest, in a worker that of Node. */
const cacheOfNode = (): object => require.cache;

/** Not in the types of Node, nor in its documentation. */
const nodes = (): readonly string[] => (process as unknown as { moduleLoadList: readonly string[] }).moduleLoadList;

/** Asks a server, and says what the worker had loaded before that. */
export async function loadedThenAsked(url: string): Promise<readonly string[]> {
  const before = await loadedHere();
  const response = await fetch(url);
  return [...before, `status ${response.status}`];
}

/** Which of Node's modules that the clock has places in are loaded here. */
export const clockModules = (): readonly string[] =>
  ['perf_hooks', 'worker_threads'].filter((name) => nodes().includes(`NativeModule ${name}`));
