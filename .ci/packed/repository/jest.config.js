// The repository's own scenarios and its proof of what holds the clock, run against the package instead of the sources:
// in the package the setup file and the test's import are two copies, which must agree.
const { withLanes } = require('jest-lanes/config');

module.exports = withLanes({
  displayName: 'repository',
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false, isolatedModules: true }] },
  // What is measured on real cores is no check.
  testMatch: ['**/*.scenario.ts', '!**/measured/**', '**/{conversations,real-network,real-operations}.test.ts'],
  moduleNameMapper: { '^(\\.\\./)+src(/time/compute)?$': 'jest-lanes' },
});
