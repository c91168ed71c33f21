import { stripVTControlCharacters } from 'node:util';

/** The message with which an assertion fails or refuses, without colours. */
export function failureOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return stripVTControlCharacters((error as Error).message);
  }
  throw new Error('Expected the assertion to fail, and it passed.');
}

/** What an assertion that fails says it received, and all that follows. */
export function receivedOf(assertion: () => void): string {
  return failureOf(assertion).split('Received: ')[1]!;
}
