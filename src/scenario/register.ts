import type { Pool } from '../pools/pool';
import { failTwin } from './broken-twin';
import { closeAfter } from './closing';
import { nameOf } from './door';
import { jest } from './jest';
import type { Scenario } from './options';
import { Performance } from './performance';

/** Whether a scenario runs alone, or not at all. */
export type Mode = 'only' | 'skip' | undefined;

const TIMEOUT_REAL_MS = 60_000;

/** Declares the Jest tests of a scenario; without a name, in the `describe` that is open. */
export function register(scenario: Scenario, mode: Mode): void {
  const { name, options } = scenario;
  const title = [name, ...(options.tags ?? []).map((tag) => `@${tag}`)].join(' ').trim();
  if (title === '') return declareTests(scenario);
  const { describe } = jest();
  const declare = mode === undefined ? describe : describe[mode];
  declare(title, () => declareTests(scenario));
}

function declareTests(scenario: Scenario): void {
  const { test, afterAll } = jest();
  const { pools, brokenTwin, timeout = TIMEOUT_REAL_MS } = scenario.options;
  const performance = new Performance(scenario);
  for (const pool of pools) test(`on ${nameOf(pool)}`, () => performance.on(pool), timeout);
  const twin = typeof brokenTwin === 'function' ? { body: brokenTwin } : brokenTwin;
  if (twin !== undefined) {
    for (const pool of twin.pool === undefined ? pools : [twin.pool]) {
      test(`its broken twin fails on ${nameOf(pool)}`, () => failTwin(scenario, twin, pool), timeout);
    }
  }
  const used: readonly Pool[] = twin?.pool === undefined ? pools : [...pools, twin.pool];
  const close = closeAfter(new Set(used));
  afterAll(close);
}
