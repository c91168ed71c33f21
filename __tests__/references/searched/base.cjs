'use strict';
const { join } = require('node:path');

const lanes = join(__dirname, '../../../src');

/** A project with the setup file alone, in which `@/answer` leads to this file. */
module.exports = (answer, more) => ({
  testMatch: ['<rootDir>/*.test.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
  },
  moduleNameMapper: { '^@/answer$': answer, '^jest-lanes$': join(lanes, 'index.ts') },
  setupFilesAfterEnv: [join(lanes, 'setup.ts')],
  // With a limit to their memory Jest uses its workers, be the tests ever so few.
  workerIdleMemoryLimit: '2GB',
  testTimeout: 60_000,
  ...more,
});
