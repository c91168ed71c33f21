import { join } from 'node:path';
import buildBeforeTests from './before-tests.mjs';

// Once, and not as Jest's global set-up, which would do it again for each mutant.
await buildBeforeTests();

/**
 * Jest for mutation testing: the tests that serve the mutated folders, compiled by what compiles fastest. For each mutant
 * Jest loads all of them, whichever run; `MUTATE_TESTS` narrows them, as a glob below `__tests__`.
 */
export default {
  rootDir: join(import.meta.dirname, '..'),
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  setupFilesAfterEnv: ['<rootDir>/src/setup.ts'],
  moduleNameMapper: { '^jest-lanes$': '<rootDir>/src/index.ts', '^jest-lanes/(.*)$': '<rootDir>/src/$1.ts' },
  roots: ['<rootDir>/src', '<rootDir>/__tests__'],
  testMatch: [`<rootDir>/__tests__/${process.env.MUTATE_TESTS ?? '{trace,matchers,timeline}/**/*'}.test.ts`],
};
