/** Run by Node itself: `node script.cjs <package>` prints what each pool gave, as JSON. */
const { square } = require('./tasks.cjs');
const { asyncPool, processPool, threadPool } = require(process.argv[2]);

/** Exported, and still sent by its source: a worker that loaded this file would start workers of its own. */
const cube = (n) => n ** 3;
module.exports = { cube };

async function resultsOf(pool) {
  const given = [square, cube, (n) => -n].map(async (fn) => (await pool.map(fn, [1, 2, 3])).results);
  const results = await Promise.all(given);
  const failing = (n) => {
    throw new RangeError(`no ${n}`);
  };
  const failed = await pool.map(failing, [1]).catch(String);
  await pool[Symbol.asyncDispose]();
  return [...results, failed];
}

async function main() {
  const all = [];
  for (const pool of [asyncPool(2), threadPool(2), processPool(2)]) all.push(await resultsOf(pool));
  console.log(JSON.stringify(all));
}

void main();
