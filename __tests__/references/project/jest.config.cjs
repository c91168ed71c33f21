'use strict';
const { join } = require('node:path');

const root = join(__dirname, '../../..');
const lanes = join(root, 'src');

/** This project, once for each way of compiling it; jest-lanes itself is compiled by ts-jest in all of them. */
const project = (transform, more) => ({
  rootDir: __dirname,
  displayName: transform,
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: {
    [`^${lanes}/.+\\.ts$`]: ['ts-jest', { diagnostics: false, tsconfig: join(root, 'tsconfig.json') }],
    '^.+\\.[jt]s$': transform === 'ts-jest' ? ['ts-jest', { diagnostics: false }] : transform,
  },
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1', '^jest-lanes/(.*)$': `${lanes}/$1` },
  moduleDirectories: ['node_modules', 'lib'],
  setupFilesAfterEnv: [join(lanes, 'setup.ts')],
  testEnvironment: join(lanes, 'environment.ts'),
  forceCoverageMatch: ['**/*.test.ts'],
  ...more,
});

module.exports = {
  projects: ['ts-jest', 'babel-jest', '@swc/jest'].map((transform) => project(transform)),
  coverageReporters: [],
  // A cold compiler on a busy machine takes its time.
  testTimeout: 60_000,
};
