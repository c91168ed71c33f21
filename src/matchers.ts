/**
 * The matchers by themselves, for an `expect` that the setup file does not reach: `expect.extend(matchers)`.
 *
 * Where the setup file runs they are there already; it loads this file when one is first used.
 */
export * from './matchers/index';
