const { join } = require('node:path');

const { withLanes } = require(join(__dirname, '../../../../../.cache/package/config.js'));

/** Most people forget `{ reporter: false }`. */
const options = process.env.FORGETS ? {} : { reporter: false };

module.exports = withLanes(
  {
    rootDir: __dirname,
    roots: ['<rootDir>', '<rootDir>/../shared'],
    displayName: 'by folder',
    testMatch: ['**/*.child.js'],
    transform: {},
    globals: { inFlight: 4 },
  },
  options,
);
