const sleep = (ms) => new Promise((wake) => setTimeout(wake, ms));

/** Takes as many milliseconds as the side is long. */
module.exports = async function slowSquare(side) {
  await sleep(side);
  return side ** 2;
};
