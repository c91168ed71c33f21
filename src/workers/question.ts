/** Says that a worker asks its pool something, and stands still for it: to compile what is posed in its slot. */
export interface Question {
  /** How many questions this worker has asked, with this one. */
  readonly question: number;
  /** How long it is, in bytes. */
  readonly bytes: number;
}

/**
 * The question that a worker's message is; undefined for any other. jest-worker packs each with a number of its own, and
 * what a task sends itself (`process.send('ready')`) may be anything.
 */
export function questionIn(message: unknown): Question | undefined {
  const packed = Array.isArray(message) ? (message[1] as unknown) : undefined;
  const isQuestion = typeof packed === 'object' && packed !== null && 'question' in packed && 'bytes' in packed;
  return isQuestion ? (packed as Question) : undefined;
}
