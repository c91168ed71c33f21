import type * as JestGlobals from '@jest/globals';
import { UsageError } from '../errors';

/** What Jest gives a test file. Loaded late: the package is also imported where there is no Jest. */
export function jest(): typeof JestGlobals {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- late
    return require('@jest/globals') as typeof JestGlobals;
  } catch (cause) {
    throw new UsageError('`scenario` was called outside of a Jest test file, where there are no tests to declare.', {
      cause,
    });
  }
}
