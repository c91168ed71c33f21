/**
 * Has this Jest wait longer for its own workers before it calls them stuck: it gives them half a second, which on a busy
 * machine is not enough for a process that has nothing left to do.
 */
const FORCE_EXIT_REAL_MS = 500;
const PATIENT_REAL_MS = 60_000;

const { setTimeout: plain } = globalThis;
// What it starts inherits this file, and is to be as it is.
if (/[\\/]jest\.js$/.test(process.argv[1] ?? '')) {
  globalThis.setTimeout = Object.assign(
    (fn, ms, ...args) => plain(fn, ms === FORCE_EXIT_REAL_MS ? PATIENT_REAL_MS : ms, ...args),
    plain,
  );
}
