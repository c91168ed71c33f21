import type { Config } from 'jest';

const transform: Config['transform'] = { '^.+\\.ts$': ['ts-jest', { diagnostics: false, isolatedModules: true }] };
const setupFilesAfterEnv = ['<rootDir>/src/setup.ts'];
const moduleNameMapper = { '^jest-lanes$': '<rootDir>/src/index.ts', '^jest-lanes/(.*)$': '<rootDir>/src/$1.ts' };
const base = { transform, setupFilesAfterEnv, moduleNameMapper, testEnvironment: 'node' };

const config: Config = {
  projects: [
    { ...base, displayName: 'tests', testMatch: ['<rootDir>/__tests__/**/*.test.ts'] },
    { ...base, displayName: 'scenarios', testMatch: ['<rootDir>/scenarios/**/*.scenario.ts'] },
  ],
};

export default config;
