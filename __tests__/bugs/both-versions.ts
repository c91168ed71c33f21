import { afterEach, expect, jest, test } from '@jest/globals';
import { simulate } from '../../src';

/** What a repro may use of the process it was written for. */
export interface Repro {
  /** `require` of a package; the one with the bug is the version under test. */
  readonly require: (name: string) => any;
  /** Puts in order, once the simulation is over, what the repro left to the end of its process. */
  readonly atExit: (cleanUp: () => void) => void;
}

export interface Verdict {
  readonly bug: boolean;
  readonly [fact: string]: unknown;
}

type Version = 'buggy' | 'fixed';

const cleanUps: (() => void)[] = [];

afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/**
 * Runs a repro of shared `bugs/` inside `simulate`, once on each version of its package, and expects what it says of them
 * in plain Node. The versions are dev dependencies under the aliases `<id>-buggy` and `<id>-fixed`.
 */
export function bothVersions(
  id: string,
  packageName: string,
  verdicts: Record<Version, Verdict>,
  repro: (process: Repro) => Promise<Verdict>,
): void {
  test.each(['buggy', 'fixed'] as const)(
    `${id} › says of the %s version what it says in plain Node`,
    async (version) => {
      // Each repro begins in a new process, so with new modules.
      jest.resetModules();
      const load = (name: string): unknown => {
        return require(name === packageName ? `${id}-${version}` : name);
      };
      const atExit = (cleanUp: () => void): void => void cleanUps.push(cleanUp);

      const run = await simulate(() => repro({ require: load, atExit }), { leaks: 'ignore' });

      expect(run.value).toEqual(verdicts[version]);
    },
  );
}
