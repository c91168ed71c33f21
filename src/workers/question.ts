import type { Uncompiled } from '../references/uncompiled';

/** What a worker asks of its pool, and stands still for. */
export interface Question {
  /** How many questions this worker has asked, with this one. */
  readonly question: number;
  readonly compile: Uncompiled;
}

/** The question that a worker's message is; undefined for any other. jest-worker packs each with a number of its own. */
export function questionIn(message: unknown): Question | undefined {
  const [, packed] = message as readonly [number, unknown];
  const isQuestion = typeof packed === 'object' && packed !== null && 'question' in packed && 'compile' in packed;
  return isQuestion ? (packed as Question) : undefined;
}
