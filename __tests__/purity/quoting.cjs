// What hangs on another module, and calls it by its exports, as compiled code does.
const plain = require('./plain.cjs');

exports.quoted = (n) => plain.tenfold(n);
