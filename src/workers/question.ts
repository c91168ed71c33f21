/** Says that a worker asks its pool something, and stands still for it: to compile what is posed in its slot. */
export interface Question {
  /** How many questions this worker has asked, with this one. */
  readonly question: number;
  /** How long it is, in bytes. */
  readonly bytes: number;
}

/** The question that a worker's message is; undefined for any other. jest-worker packs each with a number of its own. */
export function questionIn(message: unknown): Question | undefined {
  const [, packed] = message as readonly [number, unknown];
  const isQuestion = typeof packed === 'object' && packed !== null && 'question' in packed && 'bytes' in packed;
  return isQuestion ? (packed as Question) : undefined;
}
