exports.tenfold = (n) => 10 * n;

let rate = 1;
let tag = Symbol('rate 1');
const one = () => 1;
exports.setRate = (to) => {
  rate = to;
  tag = Symbol(`rate ${to}`);
};
exports.boxed = (n) => ({ n: n * rate });
exports.tagged = () => tag;
exports.counted = () => (rate === 1 ? 1 : one);
exports.either = () => (rate === 1 ? one : 1);

// There once it is asked for: a copy of this module does not have it.
exports.install = () => void (exports.late = { twice: (n) => 2 * n });
