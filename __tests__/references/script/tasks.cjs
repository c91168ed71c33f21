let fast;
try {
  fast = require('not-installed');
} catch {
  // It need not be.
}

exports.square = (n) => (fast ? fast.square(n) : n * n);
