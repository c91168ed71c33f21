import { differing } from './differing';
import type { Examination, Examining } from './examine';
import { type MaybePromise, type OtherStage, type Outcome, type Unary, then } from './stage';

/** What the function was given here, and what it came to. */
interface Here {
  readonly inputs: readonly unknown[];
  readonly outcomes: readonly Outcome[];
}

type Found = Omit<Examination, 'outcomes'>;

/** Plays on one other stage after another, until its results differ on one. */
export function playElsewhere(
  fn: Unary,
  here: Here,
  { elsewhere = [], equals }: Pick<Examining, 'elsewhere' | 'equals'>,
  sameOn: readonly string[] = [],
): MaybePromise<Found> {
  const [stage, ...more] = elsewhere;
  if (stage === undefined) return { faults: [], sameOn };
  return then(stage.play(fn, here.inputs), (again) => {
    const faults = again === undefined ? [] : told(stage, here, again, stage.equals ?? equals);
    if (faults.length > 0 && stage.isExcused?.() !== true) return { faults, sameOn, hint: stage.hint };
    const isSame = again !== undefined && faults.length === 0;
    return playElsewhere(fn, here, { elsewhere: more, equals }, isSame ? [...sameOn, stage.where] : sameOn);
  });
}

function told(
  { where }: OtherStage,
  { inputs, outcomes }: Here,
  again: readonly Outcome[],
  equals: Examining['equals'],
) {
  return differing(inputs, outcomes, again, { first: 'here', where, equals });
}
