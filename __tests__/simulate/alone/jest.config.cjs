const { join } = require('node:path');

const root = join(__dirname, '../../..');

/** A Jest of its own, whose heap no other test file has filled. */
module.exports = {
  rootDir: root,
  testMatch: [`${__dirname}/*.child.ts`],
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
  setupFilesAfterEnv: [join(root, 'src/setup.ts')],
};
