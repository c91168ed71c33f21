import { type Judged, isJudged } from '../trace/judged';

/** What can be drawn: a run, a trace, a slow server, or several of them from one simulation as one. */
export type Drawable = Judged | readonly Judged[];

/** Whether a value can be drawn. In a file of its own, since the setup file asks this of whatever a snapshot holds. */
export function isDrawable(value: unknown): value is Drawable {
  return isJudged(value) || (Array.isArray(value) && value.length > 0 && value.every(isJudged));
}
