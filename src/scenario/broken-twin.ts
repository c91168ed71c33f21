import { UsageError } from '../errors';
import type { Pool } from '../pools/pool';
import { FORGET_DEAD } from '../pools/task-pool';
import { draw } from '../timeline/ascii';
import type { Run } from '../trace/run';
import { nameOf } from './door';
import type { BrokenTwin, Scenario } from './options';
import { rehearse } from './rehearse';

/**
 * Plays the broken twin, which must fail.
 *
 * @throws UsageError if it passes, or fails for a reason that proves nothing.
 */
export async function failTwin(scenario: Scenario, twin: BrokenTwin<unknown, unknown>, pool: Pool): Promise<void> {
  const passed = await passes(scenario, twin, pool);
  if (passed === undefined) return;
  throw new UsageError(
    `The broken twin passed on ${nameOf(pool)}: the check of the scenario does not notice what is broken in it.\n\n` +
      draw(passed.trace),
  );
}

/** Its run, if it passes. */
async function passes(scenario: Scenario, twin: BrokenTwin<unknown, unknown>, pool: Pool): Promise<Run | undefined> {
  try {
    const { run, world } = await rehearse(scenario, pool, { ...twin, part: 'twin' });
    await scenario.check(run, world, pool);
    return run;
  } catch (error) {
    judge(error, twin.failsWith);
    return undefined;
  } finally {
    // What it left behind, as in a deadlock, is no affair of the scenario itself, which may come after it.
    (pool as { [FORGET_DEAD]?(): void })[FORGET_DEAD]?.();
  }
}

function judge(error: unknown, failsWith: string | RegExp | undefined): void {
  const message = error instanceof Error || hasMessage(error) ? error.message : String(error);
  // Colours would stand between the words.
  // eslint-disable-next-line no-control-regex -- what terminals are told begins with one
  const plain = message.replaceAll(/\u001B\[\d+m/g, '');
  if (failsWith === undefined) {
    if (isFailedAssertion(error)) return;
    throw new UsageError(
      `The broken twin failed, but not by an assertion: ${plain}\n` +
        'That may be a slip of the pen. If it is what you meant, say so by `failsWith`.',
      { cause: error },
    );
  }
  if (typeof failsWith === 'string' ? plain.includes(failsWith) : failsWith.test(plain)) return;
  throw new UsageError(`The broken twin failed, but not with ${String(failsWith)}. It failed with: ${plain}`, {
    cause: error,
  });
}

/** What `expect` throws says which matcher it was; a snapshot's mismatch too. */
function isFailedAssertion(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'matcherResult' in error;
}

function hasMessage(error: unknown): error is { readonly message: string } {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}
