const { join } = require('node:path');

const { withLanes } = require(join(__dirname, '../../../../.cache/package/config.js'));

/** Two projects that share a test file: one has a folder, and a config of its own, the other is inline. */
module.exports = withLanes(
  {
    rootDir: __dirname,
    testSequencer: join(__dirname, '../../../simulate/child/by-name.cjs'),
    projects: [
      '<rootDir>/by-folder',
      { rootDir: __dirname, displayName: 'inline', testMatch: ['<rootDir>/shared/*.child.js'], transform: {} },
    ],
  },
  { reporter: JSON.parse(process.env.REPORTER) },
);
