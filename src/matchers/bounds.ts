import { UsageError, expected } from '../errors';
import { checkOptions, isCount } from './options';

/** How many there should be at the busiest, or everywhere. Ends are included; one that is left out does not bound. */
export interface Bounds {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** What is counted, for a matcher's words. */
export interface Counted {
  readonly matcher: string;
  /** So many of it, at the busiest: `4 in flight at the busiest moment`. */
  readonly busiest: (count: number) => string;
  /** How to claim two or more of it. */
  readonly several: string;
}

/** What a matcher that counts was asked, made whole. */
export interface Asked {
  readonly atLeast: number;
  readonly atMost: number;
  readonly claim: string;
  /** What `.not` claims, if that is one clear thing. */
  readonly opposite: string;
}

/**
 * Reads how many there should be.
 *
 * @throws UsageError for numbers that are none, bounds that cross, and claims that hold of any run; under `.not` for an
 *   exact number or two bounds, since "any number but four" is never what is meant.
 */
export function askedOf(count: unknown, counted: Counted, isNot: boolean): Asked {
  const bounds = boundsOf(count);
  if (typeof count === 'number') return exactly(count, counted, isNot);
  const { atLeast, atMost } = bounds;
  if (atLeast === 1 && atMost === undefined) throw expected('atLeast', 'from 2 up: every run reaches 1', atLeast);
  return between(bounds, counted, isNot);
}

/**
 * Reads bounds. A number is both.
 *
 * @throws UsageError for numbers that are none, and bounds that cross.
 */
export function boundsOf(count: unknown): Bounds {
  if (typeof count === 'object' && count !== null && !Array.isArray(count)) return checkBounds(count);
  if (typeof count === 'number') {
    isCount('count', count);
    return { atLeast: count, atMost: count };
  }
  throw expected('count', NEEDED, count);
}

const NEEDED = 'a whole number from 1 up, or `{ atLeast, atMost }`, one of them or both';

function exactly(count: number, { matcher, busiest, several }: Counted, isNot: boolean): Asked {
  if (isNot) {
    const instead =
      count === 1
        ? `${several} for two or more`
        : `\`{ atMost: ${count - 1} }\` for fewer, or \`{ atLeast: ${count + 1} }\` for more`;
    throw new UsageError(`\`.not.${matcher}(${count})\` would pass at ${count + 1} too. Write ${instead}.`);
  }
  return { atLeast: count, atMost: count, claim: `exactly ${busiest(count)}`, opposite: '' };
}

function between({ atLeast, atMost }: Bounds, { busiest }: Counted, isNot: boolean): Asked {
  if (atLeast !== undefined && atMost !== undefined) {
    if (isNot) throw new UsageError('`.not` with both bounds would pass on either side of them. Write one bound.');
    return { atLeast, atMost, claim: `from ${atLeast} to ${busiest(atMost)}`, opposite: '' };
  }
  if (atLeast !== undefined) {
    return {
      atLeast,
      atMost: Infinity,
      claim: `at least ${busiest(atLeast)}`,
      opposite: `at most ${busiest(atLeast - 1)}`,
    };
  }
  const most = atMost!;
  return { atLeast: 1, atMost: most, claim: `at most ${busiest(most)}`, opposite: `at least ${busiest(most + 1)}` };
}

function checkBounds(bounds: Bounds): Bounds {
  checkOptions(bounds, { atLeast: isCount, atMost: isCount }, 'count');
  if (bounds.atLeast === undefined && bounds.atMost === undefined) throw expected('count', NEEDED, bounds);
  const { atLeast = 1, atMost = Infinity } = bounds;
  if (atLeast > atMost) throw expected('atLeast', `at most ${atMost}, which is \`atMost\``, atLeast);
  return bounds;
}

/** What to look at first when there were fewer tasks than should have come together. */
export function tooFew({ atLeast }: Asked, tasks: number): string | undefined {
  return tasks > 1 && tasks < atLeast ? `there were only ${tasks} tasks.` : undefined;
}
