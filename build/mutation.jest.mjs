import { join } from 'node:path';

/**
 * Jest for mutation testing: the tests that serve the mutated folders, compiled by what compiles fastest. For each mutant
 * Jest loads all of them, whichever run; `MUTATE_TESTS` narrows them, as a glob below `__tests__`.
 */
export default {
  rootDir: join(import.meta.dirname, '..'),
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  setupFilesAfterEnv: ['<rootDir>/src/setup.ts'],
  moduleNameMapper: { '^jest-lanes$': '<rootDir>/src/index.ts', '^jest-lanes/(.*)$': '<rootDir>/src/$1.ts' },
  globalSetup: '<rootDir>/build/lane.mjs',
  testMatch: [`<rootDir>/__tests__/${process.env.MUTATE_TESTS ?? '{trace,matchers,timeline}/**/*'}.test.ts`],
};
