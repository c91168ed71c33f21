'use strict';

module.exports = require('./base.cjs')('<rootDir>/other-answer.ts');
