'use strict';
const base = require('./base.cjs');

module.exports = {
  projects: [
    base('<rootDir>/answer.ts', { rootDir: __dirname, displayName: 'none', testMatch: ['<rootDir>/*.spec.ts'] }),
    base('<rootDir>/answer.ts', { rootDir: __dirname, displayName: 'first' }),
    base('<rootDir>/other-answer.ts', { rootDir: __dirname, displayName: 'second' }),
  ],
};
