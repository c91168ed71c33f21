const { join } = require('node:path');

const root = join(__dirname, '../../..');

/** A Jest of its own, whose tests forget their pools: with the environment of jest-lanes, and with the setup file alone. */
const project = (displayName, testEnvironment, file) => ({
  displayName,
  rootDir: root,
  testMatch: [`${__dirname}/${file}.child.ts`],
  testEnvironment,
  setupFilesAfterEnv: [join(root, 'src/setup.ts')],
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
});

module.exports = {
  rootDir: root,
  projects: [
    project('environment', join(root, 'src/environment.ts'), 'forgets'),
    project('setup-file', 'node', 'forgets'),
    project('spins', 'node', 'spins'),
  ],
};
