/**
 * The message with which a simulation fails, or undefined if it does not. What differs between machines is left out: the
 * folder and line of a call site, and for how long somebody held.
 */
export async function failureOf(simulation: Promise<unknown>): Promise<string | undefined> {
  try {
    await simulation;
    return undefined;
  } catch (error) {
    return withoutPlaces((error as Error).message);
  }
}

export function withoutPlaces(message: string): string {
  return message
    .replaceAll(/(?:file:\/\/)?\/[^\s()]*\/([\w.-]+\.[cm]?[jt]s):\d+:\d+/g, '$1:line')
    .replaceAll(/, for \d+ ms\b/g, ', for … ms');
}
