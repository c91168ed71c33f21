'use strict';
const { join } = require('node:path');

const lanes = join(__dirname, '../../../src');

module.exports = {
  testMatch: ['<rootDir>/*.test.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/transformer.cjs' },
  moduleNameMapper: { '^jest-lanes$': join(lanes, 'index.ts'), '^jest-lanes/(.*)$': `${lanes}/$1` },
  setupFilesAfterEnv: [join(lanes, 'setup.ts')],
  testEnvironment: join(__dirname, 'environment.cjs'),
  testTimeout: 60_000,
};
