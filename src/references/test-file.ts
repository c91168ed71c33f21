/** The path of the test file that runs, as far as it can be told: Jest's `expect` knows it. */
export function testPath(): string | undefined {
  const { expect } = globalThis as { expect?: { getState?(): { testPath?: string } } };
  return expect?.getState?.().testPath ?? stateOfExpect()?.testPath;
}

/** The file that no worker loads: the test file, and outside of Jest the script that Node runs. */
export function unloadedFile(): string | undefined {
  return testPath() ?? require.main?.filename ?? process.argv[1];
}

/** Where `expect` keeps its state, in a realm without injected globals too. */
function stateOfExpect(): { testPath?: string } | undefined {
  const matchers = (globalThis as { [key: symbol]: unknown })[Symbol.for('$$jest-matchers-object')];
  return (matchers as { state?: { testPath?: string } } | undefined)?.state;
}
