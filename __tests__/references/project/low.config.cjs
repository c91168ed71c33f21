'use strict';
const { projects } = require('./jest.config.cjs');

/** For old engines: functions carry what the compiler puts in their place, which stands in the test file or in `tslib`. */
const compiledFor = (displayName, options) => ({
  ...projects[0],
  displayName,
  testMatch: ['<rootDir>/tests/lowered.test.ts'],
  transform: {
    ...projects[0].transform,
    '^.+\\.[jt]s$': ['ts-jest', { diagnostics: false, tsconfig: { ...require('./tsconfig.json').compilerOptions, ...options } }],
  },
});

module.exports = {
  projects: [
    compiledFor('es2015', { target: 'es2015' }),
    compiledFor('helpers', { target: 'es2015', importHelpers: true }),
    compiledFor('es5', { target: 'es5', downlevelIteration: true, ignoreDeprecations: '6.0' }),
  ],
  coverageReporters: [],
  testTimeout: 60_000,
};
