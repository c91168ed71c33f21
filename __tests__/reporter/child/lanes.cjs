// The package as it is built, so that no compiler is between a test and what it measures.
module.exports = require('../../../.cache/package/index.js');
