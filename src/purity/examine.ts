import { type Reading, noteReadings } from '../time/readings';
import { Snapshot, shown } from './snapshot';
import { type MaybePromise, type Outcome, type Stage, type Unary, backwards, finallyDo, inOrder, then } from './stage';
import { Surroundings } from './surroundings';

/** What is known of a function after it has been tried. */
export interface Examination {
  /** What makes it impure, each in words. */
  readonly faults: readonly string[];
  /** What its calls came to at first. */
  readonly outcomes: readonly Outcome[];
}

/** How a function is tried. */
export interface Examining {
  readonly equals: (a: unknown, b: unknown) => boolean;
  /** What it may look at. */
  readonly allow: readonly Reading['of'][];
  /** Where its results must be the same again as they were in order, in this realm. */
  readonly stages?: readonly Stage[];
}

const HERE: readonly Stage[] = [backwards];
const VERB = { clock: 'read the clock', random: 'drew at random' };

/**
 * Tries a function: are its results the same again, and does it leave its inputs, its earlier results and its
 * surroundings as they were, without a look at the clock or at chance?
 *
 * @returns at once for a synchronous function, else a promise.
 */
export function examine(fn: Unary, inputs: readonly unknown[], examining: Examining): MaybePromise<Examination> {
  const { stages = HERE } = examining;
  const before = [new Surroundings(fn), new Snapshot(inputs, 'inputs')];
  const readings = new Map<string, { of: Reading['of']; times: number }>();
  const stop = noteReadings(({ of, by }) => {
    readings.set(by, { of, times: (readings.get(by)?.times ?? 0) + 1 });
  });
  const judge = (outcomes: readonly Outcome[], given: Snapshot, others: readonly string[]): Examination => {
    stop();
    const changed = [...before, given].flatMap((one) => one.changes());
    return { outcomes, faults: [...others, ...changed, ...lookedAt(readings, examining.allow)] };
  };
  return finallyDo(stop, () =>
    then(inOrder.play(fn, inputs), (outcomes) => {
      const given = new Snapshot(
        outcomes.map(({ value }) => value),
        'results',
      );
      const tell = (again: readonly Outcome[], where: string): string[] =>
        differing(inputs, outcomes, again, { where, ...examining });
      return then(playAgain(stages, fn, inputs, tell), (others) => judge(outcomes, given, others));
    }),
  );
}

/** Plays on one stage after another; what each has to tell. */
function playAgain(
  stages: readonly Stage[],
  fn: Unary,
  inputs: readonly unknown[],
  tell: (outcomes: readonly Outcome[], where: string) => string[],
): MaybePromise<string[]> {
  const [stage, ...more] = stages;
  if (stage === undefined) return [];
  return then(stage.play(fn, inputs), (outcomes) => {
    const told = tell(outcomes, stage.where);
    return then(playAgain(more, fn, inputs, tell), (others) => [...told, ...others]);
  });
}

function differing(
  inputs: readonly unknown[],
  first: readonly Outcome[],
  again: readonly Outcome[],
  { where, equals }: { where: string; equals: Examining['equals'] },
): string[] {
  return first.flatMap((one, i) => {
    const other = again[i]!;
    if (one.threw === other.threw && equals(one.value, other.value)) return [];
    return [`for inputs[${i}], which is ${shown(inputs[i])}, it ${came(one)}, and ${where} it ${came(other)}`];
  });
}

function came({ threw, value }: Outcome): string {
  return `${threw ? 'threw' : 'gave'} ${value instanceof Error ? `${value.name}: ${value.message}` : shown(value)}`;
}

function lookedAt(
  readings: ReadonlyMap<string, { of: Reading['of']; times: number }>,
  allow: Examining['allow'],
): string[] {
  const banned = [...readings].filter(([, { of }]) => !allow.includes(of));
  return banned.map(([by, { of, times }]) => `it ${VERB[of]}: ${by}${times === 1 ? '' : `, ${times} times`}`);
}
