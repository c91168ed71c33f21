'use strict';

module.exports = require('../base.cjs')('<rootDir>/answer.ts');
