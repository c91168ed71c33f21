import { type Reading, noteReadings } from '../time/readings';
import { differing } from './differing';
import { Snapshot } from './snapshot';
import { playElsewhere } from './elsewhere';
import {
  type Equals,
  type MaybePromise,
  type OtherStage,
  type Outcome,
  type Unary,
  backwards,
  finallyDo,
  inOrder,
  then,
} from './stage';
import { Surroundings } from './surroundings';

/** What is known of a function after it has been tried. */
export interface Examination {
  /** What makes it impure, each in words. */
  readonly faults: readonly string[];
  /** What its calls came to at first. */
  readonly outcomes: readonly Outcome[];
  /** Where else its results were the same again. */
  readonly sameOn: readonly string[];
  readonly hint?: string | undefined;
}

/** How a function is tried. */
export interface Examining {
  readonly equals: Equals;
  /** What it may look at. */
  readonly allow: readonly Reading['of'][];
  /** Where else its results must be the same again, if they are here. */
  readonly elsewhere?: readonly OtherStage[];
}

type Readings = ReadonlyMap<string, { of: Reading['of']; times: number }>;

const VERB = { clock: 'read the clock', random: 'drew at random' };

/**
 * Tries a function: are its results the same again, and does it leave its inputs, its earlier results and its
 * surroundings as they were, without a look at the clock or at chance?
 *
 * @returns at once for a synchronous function, else a promise.
 */
export function examine(fn: Unary, inputs: readonly unknown[], examining: Examining): MaybePromise<Examination> {
  return then(examineHere(fn, inputs, examining), ({ outcomes, again, others }) => {
    const versus = { first: 'in order', where: backwards.where };
    const here = differing(inputs, outcomes, again, { ...versus, equals: examining.equals });
    if (here.length > 0) return { outcomes, faults: [...here, ...others], sameOn: [] };
    return then(playElsewhere(fn, { inputs, outcomes }, examining), ({ faults, ...found }) => ({
      ...found,
      outcomes,
      faults: [...faults, ...others],
    }));
  });
}

/** In two orders, in this realm; with what it touched meanwhile, in words. */
function examineHere(
  fn: Unary,
  inputs: readonly unknown[],
  { allow }: Examining,
): MaybePromise<{ outcomes: readonly Outcome[]; again: readonly Outcome[]; others: readonly string[] }> {
  const before = [new Surroundings(fn), new Snapshot(inputs, 'inputs')];
  const readings = new Map<string, { of: Reading['of']; times: number }>();
  const stop = noteReadings(({ of, by }) => {
    readings.set(by, { of, times: (readings.get(by)?.times ?? 0) + 1 });
  });
  return finallyDo(stop, () =>
    then(inOrder.play(fn, inputs), (outcomes) => {
      const given = new Snapshot(
        outcomes.map(({ value }) => value),
        'results',
      );
      return then(backwards.play(fn, inputs), (again) => {
        stop();
        const changed = [...before, given].flatMap((one) => one.changes());
        return { outcomes, again, others: [...changed, ...lookedAt(readings, allow)] };
      });
    }),
  );
}

function lookedAt(readings: Readings, allow: Examining['allow']): string[] {
  const banned = [...readings].filter(([, { of }]) => !allow.includes(of));
  return banned.map(([by, { of, times }]) => `it ${VERB[of]}: ${by}${times === 1 ? '' : `, ${times} times`}`);
}
