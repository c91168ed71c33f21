// The repository's own scenarios and its proof of what holds the clock, run against the package instead of the sources:
// in the package the setup file and the test's import are two copies, which must agree.
const { withLanes } = require('jest-lanes/config');

// Libraries that publish ES modules only, which Jest's VM cannot `require` on Node 20 and 22.
const esmOnly = '(?:pqueue-[^/]+|p-limit-7|p-queue|p-timeout)/';
const toCommonJs = [
  'ts-jest',
  { diagnostics: false, tsconfig: { allowJs: true, module: 'commonjs', target: 'es2022' } },
];

module.exports = withLanes({
  displayName: 'repository',
  transform: {
    '^.+\\.ts$': ['ts-jest', { diagnostics: false, isolatedModules: true }],
    [`/node_modules/${esmOnly}.+\\.js$`]: toCommonJs,
  },
  transformIgnorePatterns: [`(?<!/p-limit-7)/node_modules/(?!${esmOnly})`],
  // What is measured on real cores is no check.
  testMatch: ['**/*.scenario.ts', '!**/measured/**', '**/{conversations,real-network,real-operations}.test.ts'],
  moduleNameMapper: { '^(\\.\\./)+src(/time/compute)?$': 'jest-lanes' },
});
