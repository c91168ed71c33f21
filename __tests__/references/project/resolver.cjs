'use strict';

/** Knows the alias, and leaves the rest to Jest. */
module.exports = (request, options) =>
  options.defaultResolver(request.startsWith('@/') ? `${__dirname}/src/${request.slice(2)}` : request, options);
