import { expect, test } from '@jest/globals';
import { asyncPool, scenario, serialPool } from '../../src';
import { checkScenario } from '../../src/scenario/door';
import { failureOf } from '../matchers/failure';

const nothing = () => undefined;
const pools = [asyncPool(2)];

test.each<[name: unknown, options: unknown, body: unknown, check: unknown]>([
  ['', { pools }, nothing, nothing],
  ['a', undefined, nothing, nothing],
  ['a', { pools: [] }, nothing, nothing],
  ['a', { pools: [4] }, nothing, nothing],
  ['a', { pools: [serialPool(), serialPool()] }, nothing, nothing],
  ['a', { pools, twin: nothing }, nothing, nothing],
  ['a', { pools, clock: 'real' }, nothing, nothing],
  ['a', { pools, tags: ['two words'] }, nothing, nothing],
  ['a', { pools, simulate: { clock: 'real' } }, nothing, nothing],
  ['a', { pools, simulate: { cores: 0 } }, nothing, nothing],
  ['a', { pools, timeout: 0 }, nothing, nothing],
  ['a', { pools, sameTrace: true }, nothing, nothing],
  ['a', { pools, brokenTwin: {} }, nothing, nothing],
  ['a', { pools, brokenTwin: { pools } }, nothing, nothing],
  ['a', { pools }, undefined, nothing],
  ['a', { pools }, nothing, undefined],
])('scenario(%j, %j) is refused', (name, options, body, check) => {
  expect(failureOf(() => checkScenario(name, options, body, check))).toMatchSnapshot();
});

test('a scenario inside a test is refused', () => {
  expect(failureOf(() => scenario('a', { pools }, nothing, nothing))).toMatchInlineSnapshot(
    `"\`scenario\` was called inside a test, and is one itself. Call it at the top of the file."`,
  );
  expect(failureOf(() => scenario.each([]))).toMatchInlineSnapshot(
    `"Expected \`rows\` to be an array of at least one row, got \`[]\` (array)."`,
  );
});
