/**
 * A worker's real clock that does not depend on how busy the machine is: each reading is `CLOCK_LEAP_MS` milliseconds after
 * the one before.
 */
let ms = 0;
process.hrtime = Object.assign(() => {
  ms += Number(process.env.CLOCK_LEAP_MS);
  return [Math.floor(ms / 1000), (ms % 1000) * 1e6];
}, process.hrtime);
