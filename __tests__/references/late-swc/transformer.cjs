'use strict';
const { createHash } = require('node:crypto');

/** Loads its compiler with the first file that is in no cache, as many transformers do. */
module.exports = {
  getCacheKey: (source, file) => createHash('sha256').update(source).update(file).digest('hex'),
  process: (source, filename) =>
    require('@swc/core').transformSync(source, {
      filename,
      swcrc: false,
      sourceMaps: true,
      module: { type: 'commonjs' },
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    }),
};
