/**
 * A worker's real clock that does not depend on how busy the machine is: each reading is `CLOCK_LEAP_MS` milliseconds after
 * the one before.
 */
const { performance } = require('node:perf_hooks');

let now = 0;
performance.now = () => (now += Number(process.env.CLOCK_LEAP_MS));
