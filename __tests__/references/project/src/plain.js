module.exports = function plain(n) {
  return n + 1;
};
module.exports.more = (n) => n + 2;
