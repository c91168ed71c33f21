const { join } = require('node:path');

const root = join(__dirname, '../../..');

/** What a Jest of its own runs, for what no test can say about itself: how scenarios become tests, pass and fail. */
module.exports = {
  rootDir: root,
  testSequencer: join(__dirname, '../../simulate/child/by-name.cjs'),
  testMatch: [`${__dirname}/*.child.ts`],
  testEnvironment: join(root, 'src/environment.ts'),
  setupFilesAfterEnv: [join(root, 'src/setup.ts')],
  moduleNameMapper: { '^jest-lanes$': join(root, 'src/index.ts') },
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
  reporters: ['default', join(root, '.cache/reporter/scenario-reporter.js')],
};
