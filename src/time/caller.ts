import { install, patch } from './delegates/patch';

// Between the one who calls and the one who is called may stand a function of the language: `Array.prototype.map`.
const FRAMES = 3;

/** Whether it is a file of Node's own that calls a function. */
export function isNodeCalling(called: (...args: never[]) => unknown): boolean {
  const origin: { stack?: string | undefined } = {};
  const { uninstall } = install([patch(Error, 'prepareStackTrace', fileOf), patch(Error, 'stackTraceLimit', FRAMES)]);
  try {
    Error.captureStackTrace(origin, called);
    return origin.stack?.startsWith('node:') === true;
  } finally {
    uninstall();
  }
}

/** The nearest file there is; functions of the language are in none. */
function fileOf(_: Error, sites: readonly NodeJS.CallSite[]): string | undefined {
  return sites.map((site) => site.getFileName()).find((file) => typeof file === 'string');
}
