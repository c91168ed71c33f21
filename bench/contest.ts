/** What a contestant does in one turn: the whole of the work that is measured. */
export type Turn = () => unknown;

/** One of those who are compared. */
export interface Contestant {
  readonly name: string;
  /** Loads what it needs; rejects where that cannot be had. */
  readonly prepare: () => Turn | Promise<Turn>;
}

/** Some work, and those who compete at it: one column of a table. */
export interface Contest {
  readonly name: string;
  readonly contestants: readonly Contestant[];
}

/** Where a contest takes place: inside a test, with the packed setup file, or in Node alone. */
export type Place = 'jest' | 'node';

/** Several contests between the same contestants: one table for each place. */
export interface Bench {
  readonly title: string;
  /** The aim, in words. */
  readonly aim: string;
  readonly places: readonly Place[];
  /**
   * What the table shows: how many things are done in a second, how long one takes, how much longer than with the
   * reference, or how much memory one needs.
   */
  readonly shows: 'rate' | 'cost' | 'cost above' | 'memory';
  /** The contestant that the others are compared with. */
  readonly reference: string;
  /** How many things one turn does. */
  readonly size: number;
  /** How many turns come before the one that counts; 1 if left out. */
  readonly warmUps?: number;
  readonly contests: readonly Contest[];
  /** Measures in a way of its own, where one turn in a process would not do. */
  readonly measure?: (rounds: number) => Entry[];
}

/** One contestant in one contest: its turns in milliseconds or bytes, round by round, or why it took no part. */
export interface Entry {
  readonly contest: string;
  readonly contestant: string;
  readonly turns: number[];
  absent?: string;
}
