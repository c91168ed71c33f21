/** What this worker has loaded so far of the packages that take long to load. */
export async function loadedHere(): Promise<readonly string[]> {
  const files = Object.keys(cacheOfNode()).join('\n');
  const packages = ['nock', 'typescript', 'ts-jest', '@babel/core', 'jest-config'].filter((name) =>
    new RegExp(`[\\\\/]node_modules[\\\\/]${name}[\\\\/]`).test(files),
  );
  return Promise.resolve(packages);
}

/** In a test this is the cache of Jest, in a worker that of Node. */
const cacheOfNode = (): object => require.cache;

/** Asks a server, and says what the worker had loaded before that. */
export async function loadedThenAsked(url: string): Promise<readonly string[]> {
  const before = await loadedHere();
  const response = await fetch(url);
  return [...before, `status ${response.status}`];
}
