import { existsSync } from 'node:fs';

const here = (path) => new URL(path, import.meta.url);

/** @type {import('jest').Config} */
const project = {
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
  setupFilesAfterEnv: existsSync(here('src/setup.ts')) ? ['<rootDir>/src/setup.ts'] : [],
  moduleNameMapper: { '^jest-lanes$': '<rootDir>/src/index.ts', '^jest-lanes/(.*)$': '<rootDir>/src/$1.ts' },
  testEnvironment: 'node',
};

/** @type {import('jest').Config} */
export default {
  projects: [
    { ...project, displayName: 'tests', testMatch: ['<rootDir>/__tests__/**/*.test.ts'] },
    { ...project, displayName: 'scenarios', testMatch: ['<rootDir>/scenarios/**/*.scenario.ts'] },
  ],
};
