const { join } = require('node:path');

const root = join(__dirname, '../../..');
const built = join(root, '.cache/package');

const ours = [join(built, 'reporter.js'), JSON.parse(process.env.REPORTER)];
/** jest-junit comes before it, or after. */
const junit = [['jest-junit', { outputFile: process.env.JUNIT }]];

/** What Jests of their own run, for what no test can say about itself: what the reporter makes of a suite. */
module.exports = {
  rootDir: __dirname,
  testSequencer: join(root, '__tests__/simulate/child/by-name.cjs'),
  testMatch: [`<rootDir>/${process.env.SUITE ?? 'spec'}/*.child.js`],
  testEnvironment: join(built, 'environment.js'),
  setupFilesAfterEnv: [join(built, 'setup.js')],
  transform: {},
  reporters: ['default', ...(process.env.JUNIT ? junit : []), ours],
};
