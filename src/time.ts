/**
 * What the delegating functions do once they are needed: a file of its own in the package, which the setup file loads
 * with the first simulation, thread, child process or socket of a test file, and most test files never.
 */
export { obedience } from './time/delegates/obedience';
