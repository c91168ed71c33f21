import { UsageError, expected } from '../errors';
import { formatMs, type Ms } from '../time/duration';
import { type SparsestWindow, sparsestWindow } from '../trace/sparsest-window';
import type { Trace } from '../trace/trace';
import { type Asked, boundsOf } from './bounds';
import { starts } from './starts-in-window';
import { who } from './who';

/**
 * Reads how many should start in every window of some length.
 *
 * @param per - that length, in words.
 * @throws UsageError as `boundsOf` does; for an upper bound alone, which says nothing of a limiter that slows down; and
 *   under `.not` for anything but a lower bound alone.
 */
export function askedOfEvery(count: unknown, per: string, isNot: boolean): Asked {
  const { atLeast, atMost = Infinity } = boundsOf(count);
  if (atLeast === undefined) {
    throw expected(
      'count',
      'a number, or to have `atLeast`, with `sustained`',
      count,
      'Slowing down breaks no upper bound.',
    );
  }
  if (isNot && atMost !== Infinity) throw eitherWay(atLeast);
  const opposite = `fewer than ${starts(atLeast)} in some ${per}${BETWEEN}`;
  return { atLeast, atMost, claim: `${howMany(atLeast, atMost)} in every ${per}${BETWEEN}`, opposite };
}

/**
 * The window by which it shows whether a rate was kept up.
 *
 * @throws UsageError if no such window had room between the first start and the last.
 */
export function windowToJudge(trace: Trace, per: Ms): SparsestWindow {
  const window = sparsestWindow(trace, per);
  if (window === undefined) throw tooSoonOver(trace, per);
  return window;
}

const BETWEEN = ', from the first start to the last';

function howMany(atLeast: number, atMost: number): string {
  if (atMost === Infinity) return `at least ${starts(atLeast)}`;
  return atLeast === atMost ? `exactly ${starts(atLeast)}` : `from ${atLeast} to ${starts(atMost)}`;
}

function eitherWay(atLeast: number): UsageError {
  return new UsageError(
    '`.not` with `sustained` and an upper bound would pass for a limiter that lets too many through, and for one that ' +
      `slows down. Write \`{ atLeast: ${atLeast} }\` for slowing down, or leave \`sustained\` out for too many.`,
  );
}

function tooSoonOver(trace: Trace, per: Ms): UsageError {
  const { length, spans } = trace;
  const started =
    length === 1
      ? `Only one task started (${who(spans)})`
      : `All ${length} tasks (${who(spans)}) started within less than ${formatMs(per)}`;
  return new UsageError(
    `${started}, so it cannot be said whether the rate is kept up.\n` +
      'Give it more at once than it lets through, so that some have to wait.',
  );
}
