import * as jestGlobals from '@jest/globals';
import { fetchVersion } from '../../scenarios/fetch-version';
import * as door from '../../src/index';
import type { Scope } from './example';

const { galaxyServer } = door;

/** Modules that stand for those which the examples import, and which only their reader has. */
const STAND_INS: Readonly<Record<string, string>> = {
  './fetch-version': '../../scenarios/fetch-version',
  'generic-pool': 'genericpool-use-resolves-early-fixed',
  'jest-environment-jsdom': 'jest-environment-node',
};

export const load = (name: string): unknown => require(STAND_INS[name] ?? name);

/** What a page's code has in scope: what the package exports, and what Jest gives a test file. It prints nothing. */
export const pageScope = { ...jestGlobals, ...door, require: load, console: { log: () => undefined } } satisfies Scope;

const sleepFor = async (ms: number): Promise<number> => {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return ms;
};

function* endlessNumbers(): Generator<number> {
  for (let n = 0; ; n++) yield n;
}

/** What the examples of docstrings use besides: words that speak for themselves. Call it inside a test. */
export function exampleScope(): Scope {
  const latencies = [300, 100, 200, 400];
  return {
    ...pageScope,
    module: {},
    sleepFor,
    sleepOneSecond: () => sleepFor(1000),
    double: (n: number) => 2 * n,
    range: (length: number) => Array.from({ length }, (_, i) => i),
    endlessNumbers,
    parse: (text: string): unknown => JSON.parse(text),
    fetchVersion,
    urls: latencies.map((firstByte, i) => galaxyServer(`https://galaxy-${i + 1}.example`, { firstByte }).origin),
  };
}
