/** What an ES module takes that is required. */
exports.elapsed = require('./captured-import.mjs').elapsed;
