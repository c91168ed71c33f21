import { describe, expect, test } from '@jest/globals';
import type { Config } from 'jest';
import { withLanes } from '../../src/config';
import { failureOf } from '../matchers/failure';

const FILES = '**/*.scenario.?([mc])[jt]s?(x)';
const projectsOf = (config: Config) => config.projects as unknown as Record<string, unknown>[];

describe('withLanes with scenarios', () => {
  test('makes two projects of one, and leaves to the run what is of the run', () => {
    const config = withLanes(
      { preset: 'ts-jest', rootDir: '/mine', maxWorkers: 2, testRegex: 'x', bail: 1 },
      { scenarios: true },
    );

    const [tests, scenarios] = projectsOf(config);
    expect(config).toMatchObject({ rootDir: '/mine', maxWorkers: 2, bail: 1 });
    expect(config).not.toHaveProperty('preset');
    expect(tests).toMatchObject({ displayName: 'tests', preset: 'ts-jest', rootDir: '/mine', testRegex: 'x' });
    expect(scenarios).toMatchObject({ displayName: 'scenarios', preset: 'ts-jest', testMatch: [FILES] });
    expect(scenarios).not.toHaveProperty('testRegex');
    expect(scenarios).not.toHaveProperty('bail');
  });

  test('keeps scenario files out of the other tests', () => {
    const [tests] = projectsOf(withLanes({ testPathIgnorePatterns: ['mine'] }, { scenarios: true }));
    const [plain] = projectsOf(withLanes({}, { scenarios: true }));

    expect(tests?.['testPathIgnorePatterns']).toEqual(['mine', '\\.scenario\\.[mc]?[jt]sx?$']);
    expect(plain?.['testPathIgnorePatterns']).toEqual(['/node_modules/', '\\.scenario\\.[mc]?[jt]sx?$']);
  });

  test('looks for them in a folder of their own', () => {
    const [, scenarios] = projectsOf(withLanes({}, { scenarios: '<rootDir>/scenarios' }));

    expect(scenarios).toMatchObject({ roots: ['<rootDir>/scenarios'], testMatch: [FILES] });
  });

  test('adds a project like the first inline one to several', () => {
    const config = withLanes(
      { projects: ['elsewhere', { displayName: 'unit', preset: 'ts-jest' }] },
      { scenarios: true },
    );

    expect(projectsOf(config).map((project) => project['displayName'])).toEqual([undefined, 'unit', 'scenarios']);
    expect(projectsOf(config)[2]).toMatchObject({ preset: 'ts-jest' });
  });

  test('changes nothing when it is called twice, and nothing when it is not asked', () => {
    const once = withLanes({}, { scenarios: true });

    expect(withLanes(once, { scenarios: true })).toEqual(once);
    expect(withLanes({}, { scenarios: false })).toEqual(withLanes({}));
  });

  test('refuses what it does not know', () => {
    expect(failureOf(() => withLanes({}, { scenario: true } as object))).toMatchInlineSnapshot(`
     "Expected \`options\` to be made of \`scenarios\`, \`reporter\`, got \`{ scenario: true }\` (object).
     \`scenario\` is none of them."
    `);
    expect(failureOf(() => withLanes({}, { scenarios: '' }))).toMatchInlineSnapshot(
      `"Expected \`scenarios\` to be true, false or a folder, got \`''\` (string)."`,
    );
  });
});
