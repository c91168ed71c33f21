exports.tenfold = (n) => 10 * n;
