import type { Ms } from '../time/duration';

/** A number of milliseconds in a picture, or `?`: any. */
export type Said = Ms | '?';

/** How a task of a picture ended: as a drawing marks it, or `?`: in whatever way. */
export type EndMark = '|' | '!' | 'T' | 'x' | '>' | '?';

/** One task in a picture. */
export interface PicturedTask {
  readonly name: string;
  /** When its line begins: when it was queued if `waited` is said, else when it started. */
  readonly begins: Said;
  /** How long it was queued; left out if the picture does not say. */
  readonly waited?: Said;
  /** How long it ran; left out if it never started. */
  readonly ran?: Said;
  readonly end: EndMark;
}

/** A picture: its tasks, top down, and whether there may be others. */
export interface Picture {
  readonly tasks: readonly PicturedTask[];
  readonly isPartial: boolean;
}

/** The line of a picture that stands for tasks it does not show. */
export const OTHERS = '...';
