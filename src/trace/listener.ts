import { shared } from '../realm';
import type { Ms } from '../time/duration';
import type { Recording, Trace } from './trace';

/** A run that is over, as far as anybody who listens needs to know. */
export interface EndedRun {
  /** Everything that was recorded. */
  readonly trace: Trace;
  /** What a matcher would judge of it. */
  readonly judged: Trace;
  readonly clock: 'virtual' | 'real';
  /** From the first moment to the last, on that clock. */
  readonly elapsed: Ms;
  /** The same in real time. */
  readonly realMs: Ms;
  /** What it failed with, if it did. */
  readonly failure?: { readonly error: unknown };
  /** What held the clock, and how long at a time in real milliseconds; the longest first. */
  readonly holds?: readonly { readonly name: string; readonly realMs: Ms }[];
}

/** A claim about some run that did not hold. */
export interface FailedClaim {
  readonly matcher: string;
  readonly message: string;
  /** The stretch of time that it marks, in milliseconds on the run's clock. */
  readonly from?: Ms;
  readonly until?: Ms;
}

/** A sweep over pool sizes that is over. */
export interface EndedSweep {
  readonly rows: readonly {
    readonly size: number;
    readonly elapsed: Ms;
    readonly speedUp: number;
    readonly efficiency: number;
    readonly longest?: { readonly label: string; readonly tookMs: Ms };
  }[];
  readonly levelsOffAt?: number;
  readonly advice: string;
}

/** The scenario that a run belongs to. */
export interface Part {
  readonly name: string;
  readonly pool: string;
  readonly part: 'body' | 'twin' | 'repeat';
}

/** A sweep as it goes on. */
export interface SweepProgress {
  /** A size has been run. */
  ran(size: number, done: number, of: number): void;
  /** It is over; undefined if it failed. */
  ended(sweep: EndedSweep | undefined): void;
}

/** Hears of what runs here. It never throws: what a test does must not depend on who listens. */
export interface Listener {
  /** A run begins. What is returned is told when it is over. */
  runs(): (end: EndedRun) => void;
  sweeps(): SweepProgress;
  /** @param recording - what the claim was about. */
  failed(recording: Recording, claim: FailedClaim): void;
  /** The test file is over. */
  fileOver(): void;
}

const here = shared('listener', () => ({
  load: undefined as (() => Listener) | undefined,
  loaded: undefined as Listener | undefined,
  part: undefined as Part | undefined,
  /** Who has something to tell when the test is over. */
  atTestEnd: [] as (() => void)[],
}));

/** Who hears of what runs in this realm; undefined if nobody does. */
export function listener(): Listener | undefined {
  return here.load === undefined ? undefined : (here.loaded ??= here.load());
}

/**
 * Has somebody listen.
 *
 * @param load - gives the listener when there is something to tell, so that nobody else pays for it.
 */
export function listen(load: () => Listener): void {
  here.load = load;
}

/** Has somebody tell when the test that runs is over, or what comes between two. */
export function tellWhenTestIsOver(tell: () => void): void {
  here.atTestEnd.push(tell);
}

/** Has everybody tell who waits for the end of a test. */
export function tellTestOver(): void {
  for (const tell of here.atTestEnd.splice(0)) tell();
}

/** Tells that the test file is over whoever has heard anything of it. */
export function tellFileOver(): void {
  here.loaded?.fileOver();
}

/** The scenario whose run is about to begin. */
export function partUnderWay(): Part | undefined {
  return here.part;
}

/** Does something as a part of a scenario. */
export async function asPartOf<T>(part: Part, work: () => Promise<T>): Promise<T> {
  const before = here.part;
  here.part = part;
  try {
    return await work();
  } finally {
    here.part = before;
  }
}

/** What a matcher would judge of a trace; of several sources, which it would refuse, everything. */
export function judgedOf(judge: () => Trace, all: Trace): Trace {
  try {
    return judge();
  } catch {
    return all;
  }
}
