const { join } = require('node:path');

const root = join(__dirname, '../../..');

/** What a Jest of its own runs, for what no test can say about itself: how tests and test files end. */
const project = (name, ...additions) => ({
  displayName: name,
  rootDir: root,
  testMatch: [`${__dirname}/${name}*.child.ts`],
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
  ...Object.assign({}, ...additions),
});

const lanes = { setupFilesAfterEnv: [join(root, 'src/setup.ts')] };

module.exports = {
  rootDir: root,
  testSequencer: join(__dirname, 'by-name.cjs'),
  projects: [
    project('1-before'),
    project('2-lanes', lanes),
    project('3-after'),
    project('4-faked', lanes, { fakeTimers: { enableGlobally: true } }),
  ],
};
