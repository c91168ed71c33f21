import { UsageError, expected } from '../errors';
import type { Pool } from '../pools/pool';
import { checkSimulation } from '../simulate/simulate';
import { SOURCE } from '../trace/source';
import type { BrokenTwin, Scenario, ScenarioOptions } from './options';

type Rule = (what: string, value: unknown) => void;
type AnyOptions = Readonly<Record<string, unknown>>;

const TAG = /^[^\s@]+$/;

const RULES: Readonly<Record<keyof ScenarioOptions<unknown>, Rule>> = {
  pools: checkPools,
  setup: mayBe('a function', isFunction),
  sameTrace: mayBe('true or false', (value) => typeof value === 'boolean'),
  clock: mayBe("'virtual' or 'both'", (value) => value === 'virtual' || value === 'both'),
  brokenTwin: checkTwin,
  tags: mayBe('an array of words without spaces and @', isTags),
  simulate: (what, value) => {
    if (value === undefined) return;
    if (!isObject(value)) throw expected(what, 'an object', value);
    if ('clock' in value) throw expected(what, 'without a clock', value, "Use the scenario's own option `clock`.");
    checkSimulation(() => undefined, value);
  },
  timeout: mayBe('a number of milliseconds greater than 0', (value) => typeof value === 'number' && value > 0),
};

const TWIN_RULES: Readonly<Record<keyof BrokenTwin<unknown>, Rule>> = {
  body: mayBe('a function', isFunction),
  setup: mayBe('a function', isFunction),
  pool: mayBe('a pool', isPool),
  failsWith: mayBe('a text or a pattern', (value) => typeof value === 'string' || value instanceof RegExp),
};

/**
 * Checks a scenario.
 *
 * @throws UsageError naming what is wrong with it.
 */
export function checkScenario(name: unknown, options: unknown, body: unknown, check: unknown): void {
  if (typeof name !== 'string' || name.trim() === '') throw expected('name', 'a text that says what happens', name);
  checkMembers('options', options, RULES);
  if (!isFunction(body)) throw expected('body', 'a function', body, 'It is given a pool, and what `setup` made.');
  if (!isFunction(check)) {
    throw expected('check', 'a function', check, 'It is given the run: `(run) => expect(run).toRunInParallel(4)`.');
  }
  const { sameTrace, pools } = options as Scenario['options'];
  if (sameTrace === true && pools.every((pool) => peersOf(pool, pools).length === 1)) {
    throw new UsageError(
      `Expected at least two of the pools to have the same concurrency, for \`sameTrace\`; got ${namesOf(pools)}.`,
    );
  }
}

/** The pools that must have the same trace. */
export function peersOf(pool: Pool, pools: readonly Pool[]): readonly Pool[] {
  return pools.filter(({ concurrency }) => concurrency === pool.concurrency);
}

/** A pool as a person would call it. */
export function nameOf(pool: Pool): string {
  return pool[SOURCE].name;
}

function namesOf(pools: readonly Pool[]): string {
  return pools.map(nameOf).join(', ');
}

function checkPools(what: string, value: unknown): void {
  if (!Array.isArray(value) || value.length === 0) throw expected(what, 'an array of at least one pool', value);
  value.forEach((pool: unknown, i) => {
    if (!isPool(pool)) throw expected(`${what}[${i}]`, 'a pool', pool, 'Write `asyncPool(4)`.');
  });
  const names = value.map(nameOf);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw expected(what, 'of different names, since each is a test', names, `Twice: ${twice}.`);
}

function checkTwin(what: string, value: unknown): void {
  if (value === undefined || isFunction(value)) return;
  checkMembers(what, value, TWIN_RULES);
  const { body, setup, pool } = value as BrokenTwin<unknown>;
  if (body ?? setup ?? pool) return;
  throw expected(what, 'another `body`, `setup` or `pool`', value, 'As it is, nothing in it is broken.');
}

function checkMembers(what: string, value: unknown, rules: Readonly<Record<string, Rule>>): void {
  if (!isObject(value)) throw expected(what, 'an object', value);
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(rules, name)) continue;
    const known = Object.keys(rules).map((rule) => `\`${rule}\``);
    throw expected(what, `made of ${known.join(', ')}`, value, `\`${name}\` is none of them.`);
  }
  for (const [name, rule] of Object.entries(rules)) rule(`${what}.${name}`, value[name]);
}

function mayBe(rule: string, isSo: (value: unknown) => boolean): Rule {
  return (what, value) => {
    if (value !== undefined && !isSo(value)) throw expected(what, rule, value);
  };
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function isObject(value: unknown): value is AnyOptions {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTags(value: unknown): boolean {
  return Array.isArray(value) && value.every((tag) => typeof tag === 'string' && TAG.test(tag));
}

function isPool(value: unknown): value is Pool {
  return isObject(value) && SOURCE in value && isFunction(value['map']) && Symbol.asyncDispose in value;
}
